import { codeSpan } from '../../lib/code-span.ts'
import { insertLogin } from '../../recipes/login.ts'
import { baseName } from '../../recipes/names.ts'
import { mayRead } from '../../recipes/readers.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Admitted, Around, Change, Flow, Job, Owner, Plan, Step, Use } from '../../workflow.ts'

const LOGIN = 'OctopusDeploy/login'

/** A key that Octopus's own actions are given, as an input or by their variable. */
export function isGiven({ to }: Flow): boolean {
  if (to.kind === 'input') return to.name === 'api_key' && isOctopus(to.step)
  return to.kind === 'variable' && to.name === 'OCTOPUS_API_KEY'
}

function isOctopus({ uses }: Step): boolean {
  return uses !== undefined && /^octopusdeploy\/[\w-]{1,60}-action$/.test(uses.name)
}

/** One login in each job, in front of the actions; from version 3 on they find the access token that it leaves behind. */
export function withLogin(uses: readonly Use[], around: Around): Plan {
  const secret = uses[0]?.flow.secret ?? ''
  const steps = [...new Set(uses.flatMap(({ flow }) => stepsOf(flow)))]
  const jobs = [...new Set(steps.map(({ job }) => job))]
  const trouble = commonTrouble(uses, { around, thing: 'key', act: 'log in' }) ?? troubleIn(uses, steps)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const base = baseName(secret, { others: [], drop: new Set(['API', 'KEY', 'APIKEY', 'TOKEN']), fallback: 'OCTOPUS' })
  const variable = `${base}_SERVICE_ACCOUNT_ID`
  const made = jobs.map((job) => loginIn(job, { steps, variable }))
  const stuck = made.find((one) => 'trouble' in one)
  if (stuck !== undefined) return { state: 'report', uses, reason: stuck.trouble }
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  return {
    state: 'rewrite',
    uses,
    reason: 'A service account logs in with GitHub\'s OIDC token in front; the stored API key is not read any more.',
    changes: [...uses.flatMap(({ flow }) => removal(flow)), ...ready.flatMap(({ changes }) => changes)],
    grants: [{ identity: `vars.${variable}`, variables: [{ name: variable, holds: 'the id of the service account' }], places: ready.map(({ place }) => place) }],
    assumed: [],
  }
}

function stepsOf({ to, step }: Flow): readonly Step[] {
  if (to.kind !== 'variable' || to.owner.level === 'step') return step === undefined ? [] : [step]
  return scopeOf(to.owner).filter((one) => isOctopus(one) || mayRead(one))
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function troubleIn(uses: readonly Use[], steps: readonly Step[]): string | undefined {
  if (steps.length === 0) return 'No step is seen that uses the key; what does is not known.'
  const stranger = steps.find((step) => !isOctopus(step))
  if (stranger !== undefined) return `The step on line ${stranger.line} is not one of Octopus's own actions; whether it takes an access token is not known.`
  const old = steps.find(({ uses: action }) => (action?.version[0] ?? 3) < 3)
  if (old !== undefined) return `${codeSpan(`${old.uses?.name ?? ''}@${old.uses?.ref ?? ''}`)} takes a key only; raise it to version 3 or newer first.`
  const twice = steps.find(({ job }) => job.steps.some(({ uses: action }) => action?.name === LOGIN.toLowerCase()))
  return twice === undefined || uses.length === 0 ? undefined : `Job ${codeSpan(twice.job.id)} logs in to Octopus Deploy already; take the key out of its other steps.`
}

interface Scene {
  readonly steps: readonly Step[]
  readonly variable: string
}

function loginIn(job: Job, { steps, variable }: Scene): { readonly changes: readonly Change[]; readonly place: Admitted } | { readonly trouble: string } {
  const own = steps.filter((step) => step.job === job).toSorted((a, b) => a.index - b.index)
  const servers = new Set(own.map(serverOf))
  const [server] = servers
  if (server === undefined || servers.size > 1) return { trouble: 'Which server the login is for does not stand here plainly; log in by `OctopusDeploy/login` by hand.' }
  const inputs = { server, service_account_id: `\${{ vars.${variable} }}` }
  return insertLogin({ needing: own, step: { name: 'Log in to Octopus Deploy', uses: LOGIN, with: inputs } })
}

/** As it can be read in front of the step too. */
function serverOf(step: Step): string | undefined {
  const given = step.with.find(({ name }) => name === 'server')?.value ?? step.env.find(({ name }) => name === 'OCTOPUS_URL')?.value
  if (given !== undefined) return given
  return [...step.job.env, ...step.job.workflow.env].some(({ name }) => name === 'OCTOPUS_URL') ? '${{ env.OCTOPUS_URL }}' : undefined
}

function removal({ to }: Flow): readonly Change[] {
  if (to.kind === 'input') return [{ change: 'remove-input', step: to.step, name: to.name }]
  return to.kind === 'variable' ? [{ change: 'remove-variable', owner: to.owner, name: to.name }] : []
}
