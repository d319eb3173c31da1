// Stored credentials of a person's Google account → automated publishing: dart.dev/tools/pub/automated-publishing
import { codeSpan } from '../../lib/code-span.ts'
import { arrives, seemsTo, type Arrival } from '../../recipes/arrival.ts'
import { insertLogin, needsToken, placeOf } from '../../recipes/login.ts'
import { isSetting } from '../../recipes/setting.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Admission, Admitted, Around, Change, Flow, Migration, Plan, RepoFacts, Step, Trust, Use } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'

export const automatedPublishing: Migration = {
  id: 'pub-dev/automated-publishing',
  title: 'Publish to pub.dev by automated publishing instead of stored credentials',
  issuer: 'github.com',
  consumes,
  plan,
  trust,
  failures,
  retire,
}

const SETUP = 'dart-lang/setup-dart'
// Where pub looks for them, now and before: dart.dev/tools/pub/cmd/pub-lish, dart.dev/tools/pub/environment-variables
const FILE = /\bpub-credentials\.json|\bpub[-_]cache\}?["']?\/credentials\.json/i

const KNOWN: Arrival = {
  inputs: {
    'k-paxian/dart-package-publisher': 'credentialjson accesstoken refreshtoken',
    'sakebook/actions-flutter-pub-publisher': 'credential',
    'ilteoood/actions-flutter-pub-publisher': 'credential',
  },
  variables: /^PUB(?:_?DEV)?_(?:\w{1,40}_)?(?:CREDENTIALS?|TOKEN|JSON|CREDENTIALS_JSON)$/,
  commands: FILE,
  names: 'PUB_DEV PUB_CREDENTIALS PUB_DEV_CREDENTIALS',
}

/** `written`: by a step that does nothing but write them to the file where pub looks for them. */
function consumes(flow: Flow): Use | undefined {
  const step = stepOf(flow)
  if (step !== undefined && onlyWrites(step)) return { flow, as: 'written' }
  if (arrives(flow, KNOWN)) return { flow, as: 'other' }
  return seemsTo(flow, KNOWN) && !isSetting(flow) ? { flow, as: 'other', sure: 'named' } : undefined
}

function stepOf({ to }: Flow): Step | undefined {
  if (to.kind === 'command') return to.step
  return to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
}

function onlyWrites(step: Step): boolean {
  const harmless = step.commands.every(({ words }) => /^(?:mkdir|cat|echo|printf|chmod|base64)$/.test(words[0] ?? ''))
  return harmless && step.commands.length > 0 && FILE.test(step.run ?? '') && /pub/i.test(step.run ?? '')
}

function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const others = uses.filter(({ as }) => as === 'other')
  const written = Map.groupBy(uses.filter(({ as }) => as === 'written'), ({ flow }) => flow.step)
  const reports = others.length === 0 ? [] : [{ state: 'report', uses: others, reason: OTHER } as const]
  return [...reports, ...[...written].map(([step, own]) => (step === undefined ? { state: 'report', uses: own, reason: OTHER } as const : planStep(step, { own, around })))]
}

const OTHER = 'pub.dev publishes for a workflow that a pushed tag starts: turn on automated publishing on the package\'s admin page and run `dart pub publish --force` after `dart-lang/setup-dart` with '
  + '`id-token: write`, or call that action\'s own workflow `publish.yml`. How these credentials get to the publishing command is not understood.'

function planStep(step: Step, { own, around }: { readonly own: readonly Use[]; readonly around: Around }): Plan {
  const publisher = step.job.steps.find((one) => one.index > step.index && one.commands.some(publishes))
  const trouble = commonTrouble(own, { around, thing: 'credentials', act: 'publish' }) ?? troubleWith(step, publisher)
  const made = trouble === undefined && publisher !== undefined ? loginFor(publisher) : { trouble: trouble ?? OTHER }
  if ('trouble' in made) return { state: 'report', uses: own, reason: made.trouble }
  return {
    state: 'rewrite',
    uses: own,
    reason: 'pub.dev takes GitHub\'s OIDC token of a run that a pushed tag started; the stored credentials are not written any more.',
    changes: [{ change: 'remove-step', step }, ...made.changes],
    grants: [{ identity: 'the package', variables: [], places: [made.place] }],
    assumed: ['The package is on pub.dev already; its first version is published by hand.'],
  }
}

function publishes({ words }: { readonly words: readonly string[] }): boolean {
  const [program = '', ...rest] = words
  return /^(?:dart|flutter)$/.test(program) && rest.includes('publish') && !rest.includes('--dry-run') && !rest.includes('-n')
}

const TAGS = 'pub.dev takes only runs that a pushed tag started: let `on: push: tags:` start this workflow, and nothing else, first.'

function troubleWith(step: Step, publisher: Step | undefined): string | undefined {
  if (publisher === undefined) return OTHER
  const { triggers } = step.job.workflow
  if (triggers.length === 0 || !triggers.every(({ event, branches, tags }) => event === 'push' && tags.length > 0 && branches.length === 0)) return TAGS
  return step.id === undefined ? undefined : 'The step that writes the credentials has an `id` that others may ask for.'
}

interface Login {
  readonly changes: readonly Change[]
  readonly place: Admitted
}

/** The token that the action fetches lives some minutes: one that stands right in front does, else it is set up anew. 1.4 was the first with it. */
function loginFor(publisher: Step): Login | { readonly trouble: string } {
  const setup = publisher.job.steps.findLast(({ uses, index }) => uses?.name === SETUP && index < publisher.index)
  const between = publisher.job.steps.filter(({ index }) => setup !== undefined && index > setup.index && index < publisher.index)
  const near = setup !== undefined && between.every((step) => step.uses !== undefined || step.commands.every(isQuick) || onlyWrites(step))
  if (setup === undefined || !near) return insertLogin({ needing: [publisher], step: { name: 'Log in to pub.dev', uses: SETUP } })
  const [major = 1, minor = 9] = setup.uses?.version ?? []
  const old = major < 1 || (major === 1 && minor < 4)
  return {
    changes: [...(old ? [{ change: 'use-action', step: setup, action: SETUP } as const] : []), needsToken(publisher.job)],
    place: placeOf(publisher.job, publisher.if),
  }
}

function isQuick({ words, text }: { readonly words: readonly string[]; readonly text: string }): boolean {
  return /^(?:dart|flutter)$/.test(words[0] ?? '') && /\bpub\s+(?:get|publish)\b/.test(text)
}

/** The admin page of the package: a repository, a pattern of tags, an environment. Nothing else starts a publication. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const tags = [...new Set(admission.places.flatMap(({ job }) => job.workflow.triggers.flatMap((trigger) => trigger.tags)))]
  const [environment] = admission.environments
  const pattern = tags[0]?.replace(/\[.{1,300}$|\*.{0,300}$/, '{{version}}') ?? 'v{{version}}'
  return {
    title: 'Automated publishing of the package',
    steps: [
      `On the package's admin page at [pub.dev](https://pub.dev/) enable publishing from GitHub Actions for the repository ${codeSpan(`${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`)} with the tag pattern ${codeSpan(pattern)}.`,
      environment === undefined
        ? 'Give the job an environment with reviewers, and require it there too: without one everybody who can push a tag can publish.'
        : `Require the environment ${codeSpan(environment)} there too, and protect the tags by a rule.`,
    ],
    forms: [],
  }
}

function retire(): readonly string[] {
  return [
    'Whoever the credentials belong to takes pub.dev\'s access away on their Google account\'s [connections page](https://myaccount.google.com/connections); the stored refresh token is dead then.',
  ]
}
