import { codeSpan } from '../../lib/code-span.ts'
import { exchangeToken } from '../../recipes/exchange.ts'
import { repositoryGates } from '../../recipes/gates.ts'
import { keepsPush, needsToken, placeOf } from '../../recipes/login.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Admitted, Around, Change, Job, Plan, Step, Use } from '../../workflow.ts'
import { crateOf } from './oidc-trust.ts'
import { governs, isReleasePlz, publishes } from './oidc-uses.ts'

/** Each token by itself: exchanged everywhere in the file, or told why not. */
export async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return Promise.all(secrets.map((secret) => planToken(uses.filter(({ flow }) => flow.secret === secret), around)))
}

interface Made {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
}

async function planToken(uses: readonly Use[], around: Around): Promise<Plan> {
  const gates = repositoryGates(uses, around)
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'token', act: 'publish', ...(gates === 'closed' ? {} : { gates: 'opened' }) })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const tokens = uses.filter(({ as }) => as === 'token')
  const exchanged = exchangeToken({ uses: tokens, reads, login: LOGIN, output: 'token' })
  if ('trouble' in exchanged) return { state: 'report', uses, reason: exchanged.trouble }
  const made: readonly Made[] = [exchanged, ...uses.filter(({ as }) => as === 'release-plz').map(withoutToken)]
  const crate = await crateOf(around.facts)
  return {
    state: 'rewrite',
    uses,
    reason: 'crates.io gives the job a token for its OIDC token, good for 30 minutes; the stored one is not read any more.',
    changes: [...made.flatMap(({ changes }) => changes), ...made.flatMap(({ places }) => places).flatMap(({ job }) => pushedTags(job)), ...(gates === 'closed' ? [] : gates)],
    grants: [{ identity: crate, variables: [], places: made.flatMap(({ places }) => places) }],
    assumed: ['Every crate that the job publishes is on crates.io already: the first version of a crate takes a stored token or a person.'],
  }
}

/** `cargo release` and its kin push the version's tag by git. */
function pushedTags(job: Job): readonly Change[] {
  const tags = job.steps.some(({ commands }) => commands.some(({ words }) => words[0] === 'cargo' && /^(?:release|workspaces|ws|smart-release)$/.test(words[1] ?? '')))
  return tags ? keepsPush(job) : []
}

const LOGIN = { name: 'Log in to crates.io', id: 'crates-io', uses: 'rust-lang/crates-io-auth-action' } as const

/** Scripts that publish, by what they are called. */
const CALLED = /^(?:\.{0,2}\/|bash\s|sh\s|make\s|just\s).{0,100}\b(?:publish|release|crates)/

function reads(step: Step): boolean {
  return step.commands.some((command) => publishes(command) || CALLED.test(command.text)) || /publish-crate|cargo-release|release-plz/.test(step.uses?.name ?? '')
}

/** release-plz asks for a token itself where it is given none: release-plz.dev/docs/github/quickstart, "trusted publishing". */
function withoutToken({ flow }: Use): Made {
  const { to } = flow
  if (to.kind !== 'variable' || !isReleasePlz(to.owner)) return { changes: [], places: [] }
  const step = to.owner
  const gone = { change: 'remove-variable', owner: step, name: to.name } as const
  const proposes = step.with.some(({ name, value }) => name === 'command' && value === 'release-pr')
  return proposes ? { changes: [gone], places: [] } : { changes: [gone, needsToken(step.job)], places: [placeOf(step.job, step.if)] }
}

function troubleAt({ flow, as }: Use): string | undefined {
  const { to, step } = flow
  if (as === 'named') return `What ${step?.uses === undefined ? 'the program' : codeSpan(step.uses.name)} does with the token is not known; a token of \`rust-lang/crates-io-auth-action\` publishes and nothing else.`
  const steps = to.kind === 'variable' && to.owner.level !== 'step' ? (to.owner.level === 'job' ? to.owner.steps : to.owner.jobs.flatMap((job) => job.steps)) : step === undefined ? [] : [step]
  const governing = steps.flatMap(({ commands }) => commands).find(governs)
  return governing === undefined ? undefined : `${codeSpan(governing.text.slice(0, 80))} needs a stored token: a trusted publisher can publish and nothing else.`
}
