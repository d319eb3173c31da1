import { codeSpan } from '../../lib/code-span.ts'
import { repositoryGates } from '../../recipes/gates.ts'
import { insertLogin, keepsPush, needsToken, placeOf, type Trouble } from '../../recipes/login.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Admitted, Around, Change, Flow, Job, Owner, Plan, Step, Use } from '../../workflow.ts'
import { gemOf } from './oidc-trust.ts'
import { LOGIN, pushes, writesKey } from './oidc-uses.ts'

/** Each key by itself: gone everywhere in the file, or told why not. */
export async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return Promise.all(secrets.map((secret) => planKey(uses.filter(({ flow }) => flow.secret === secret), around)))
}

interface Ready {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
}

type Made = Ready | Trouble

async function planKey(uses: readonly Use[], around: Around): Promise<Plan> {
  const gates = repositoryGates(uses, around)
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'key', act: 'publish', ...(gates === 'closed' ? {} : { gates: 'opened' }) })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const made = uses.flatMap(changesFor)
  const stuck = made.find((one) => 'trouble' in one)
  if (stuck !== undefined) return { state: 'report', uses, reason: stuck.trouble }
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  return {
    state: 'rewrite',
    uses,
    reason: 'RubyGems.org gives the job a key for its OIDC token, good for 15 minutes; the stored one is not read any more.',
    changes: [...ready.flatMap(({ changes }) => changes), ...(gates === 'closed' ? [] : gates)],
    grants: [{ identity: await gemOf(around.facts), variables: [], places: ready.flatMap(({ places }) => places) }],
    assumed: [],
  }
}

function changesFor({ flow, as }: Use): readonly Made[] {
  if (as === 'login' && flow.step !== undefined) return [switched(flow.step)]
  if (as === 'file') return [withoutFile(flow)]
  const { to } = flow
  if (to.kind !== 'variable') return [{ trouble: 'Where the key goes is not understood.' }]
  if (to.mentions.length > 0) return [{ trouble: `${codeSpan(to.name)} is also passed on by name; what needs it there is not known.` }]
  const places = groupsOf(to.owner).map((steps) => steps.filter(({ commands }) => commands.some(pushes))).filter((steps) => steps.length > 0)
  if (places.length === 0) return [{ trouble: 'No command is seen that pushes a gem with the key; what uses it is not known.' }]
  const gone: Made = { changes: [{ change: 'remove-variable', owner: to.owner, name: to.name }], places: [] }
  return [gone, ...places.map(logIn)]
}

function groupsOf(owner: Owner): readonly (readonly Step[])[] {
  if (owner.level === 'step') return [[owner]]
  return owner.level === 'job' ? [owner.steps] : owner.jobs.map(({ steps }) => steps)
}

/** The login leaves the key for all steps behind it, in variables and in the gem command's credentials. */
function logIn(needing: readonly Step[]): Made {
  const made = insertLogin({ needing, step: { name: 'Log in to RubyGems.org', uses: LOGIN } })
  return 'trouble' in made ? made : { changes: [...made.changes, ...pushedTags(made.place.job)], places: [made.place] }
}

/** `rake release` and `gem release` push the version's tag by git. */
function pushedTags(job: Job): readonly Change[] {
  return job.steps.some(({ commands }) => commands.some((command) => pushes(command) && /\brelease\b/.test(command.text))) ? keepsPush(job) : []
}

function switched(step: Step): Made {
  const server = step.with.find(({ name }) => name === 'gem-server')?.value ?? ''
  if (!/^(?:https:\/\/rubygems\.org\/?)?$/.test(server)) return { trouble: `The key is for ${codeSpan(server)}, another server than RubyGems.org.` }
  return { changes: [{ change: 'remove-input', step, name: 'api-token' }, needsToken(step.job), ...pushedTags(step.job)], places: [placeOf(step.job, step.if)] }
}

const FILE = /^(?:mkdir|touch|chmod|echo|printf|cat|rm|install)\b.{0,300}(?:\.gem\b|\.local\/share\/gem)/

/** Takes the lines away that write the gem command's credentials; the login writes them. */
function withoutFile(flow: Flow): Made {
  const { to } = flow
  const steps = to.kind === 'variable' ? groupsOf(to.owner).flat().filter((step) => writesKey(step, to.name)) : flow.step === undefined ? [] : [flow.step]
  const [step, ...others] = steps
  if (step === undefined || others.length > 0) return { trouble: 'Several steps write the key; log in once in front of them by hand.' }
  const text = to.kind === 'variable' ? to.name : flow.expression
  const lines = (step.run ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const going = lines.filter((line) => FILE.test(line))
  const staying = lines.filter((line) => !going.includes(line))
  if (staying.some((line) => line.includes(text)) || going.some((line) => /\\$|&&|;\s{0,9}\S|<<-?["']?\w/.test(line))) return { trouble: 'A command writes the key together with other things; take it out by hand.' }
  const variable = to.kind === 'variable' ? [{ change: 'remove-variable', owner: to.owner, name: to.name } as const] : []
  const alone = staying.length === 0 && step.id === undefined
  const removal: readonly Change[] = alone
    ? [...variable.filter(({ owner }) => owner !== step), { change: 'remove-step', step }]
    : [...variable, ...[...new Set(going)].map((line) => ({ change: 'remove-line', step, line } as const))]
  const made = logIn([step])
  return 'trouble' in made ? made : { ...made, changes: [...removal, ...made.changes] }
}

/** Why a use cannot be rewritten, whatever else there is. */
function troubleAt({ flow, as }: Use): string | undefined {
  const action = flow.step?.uses === undefined ? 'the program' : codeSpan(flow.step.uses.name)
  if (as === 'input') return `${action} publishes with a key that it is given; push with \`gem push\` after \`${LOGIN}\`, or with \`rubygems/release-gem\`.`
  return as === 'named' ? `What ${action} does with the key is not known; after \`${LOGIN}\` a push needs none.` : undefined
}
