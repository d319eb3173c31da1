// A stored token of JSR → nothing: it knows the linked repository by GitHub's OIDC token. jsr.io/docs/publishing-packages#publishing-from-github-actions
import { codeSpan } from '../../lib/code-span.ts'
import { flagPieces, spellings } from '../../recipes/flags.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Admission, Around, Change, Flow, Migration, Plan, RepoFacts, Step, Trust, Use } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'

export const oidc: Migration = { id: 'jsr/oidc', title: 'Publish to JSR by OIDC instead of a stored token', issuer: 'github.com', consumes, plan, trust, failures, retire }

const FLAGS = ['--token']

function consumes(flow: Flow): Use | undefined {
  const step = stepOf(flow)
  if (step !== undefined && pieces(step, flow).length > 0 && /\b(?:jsr|deno)\s+publish\b/.test(step.run ?? '')) return { flow, as: 'flag' }
  const { to } = flow
  if (to.kind === 'variable' && /^JSR_(?:\w{1,40}_)?TOKEN$/.test(to.name)) return { flow, as: 'other' }
  return /(?:^|_)JSR_(?:\w{1,40}_)?TOKEN$/.test(flow.secret) && to.kind !== 'elsewhere' ? { flow, as: 'other', sure: 'named' } : undefined
}

function stepOf({ to }: Flow): Step | undefined {
  if (to.kind === 'command') return to.step
  if (to.kind !== 'variable' || to.owner.level !== 'step') return undefined
  return to.mentions.every((mention) => mention.in === 'command') ? to.owner : undefined
}

/** Where the flag is given the token, and nothing else of the script is. */
function pieces(step: Step, { to, expression }: Flow): readonly string[] {
  const script = step.run ?? ''
  const values = to.kind === 'variable' ? spellings(to.name) : [expression]
  const found = flagPieces(script, { flags: FLAGS, values })
  const rest = found.reduce((text, piece) => text.replaceAll(piece, ''), script)
  return values.some((value) => rest.includes(value)) ? [] : found
}

function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  return [...Map.groupBy(uses, ({ flow }) => flow.secret).values()].map((own) => planToken(own, around))
}

const OTHER = 'JSR takes GitHub\'s OIDC token: link the repository in the package\'s settings, give the job `id-token: write` and publish without `--token`. How this token gets to the publishing '
  + 'command is not understood.'

function planToken(uses: readonly Use[], around: Around): Plan {
  const trouble = uses.some(({ as }) => as === 'other') ? OTHER : commonTrouble(uses, { around, thing: 'token', act: 'publish' })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const steps = uses.flatMap(({ flow }) => stepOf(flow) ?? [])
  return {
    state: 'rewrite',
    uses,
    reason: 'JSR knows the linked repository by GitHub\'s OIDC token; the stored token is not given any more.',
    changes: [...uses.flatMap(({ flow }) => withoutFlag(flow)), ...[...new Set(steps.map(({ job }) => job))].map(needsToken)],
    grants: [{ identity: 'the package', variables: [], places: steps.map((step) => placeOf(step.job, step.if)) }],
    assumed: [],
  }
}

function withoutFlag(flow: Flow): readonly Change[] {
  const step = stepOf(flow)
  if (step === undefined) return []
  const gone = pieces(step, flow).map((from) => ({ change: 'replace-text', step, from, to: '' } as const))
  const { to } = flow
  return to.kind === 'variable' ? [...gone, { change: 'remove-variable', owner: to.owner, name: to.name }] : gone
}

export function trust(_: Admission, facts: RepoFacts): Trust {
  return {
    title: 'The link between the package and this repository',
    steps: [
      `On the package's page at [JSR](https://jsr.io/) under Settings link the GitHub repository ${codeSpan(`${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`)}; it can be bound no tighter.`,
      'Publish from a job of its own that only the right event starts: every workflow of the repository may publish then.',
    ],
    forms: [],
  }
}

function retire(): readonly string[] {
  return ['Delete the token on the [tokens page](https://jsr.io/account/tokens) of JSR.']
}
