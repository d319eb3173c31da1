import { codeSpan } from '../../lib/code-span.ts'
import { insertLogin as insertStep, labelOf } from '../../recipes/login.ts'
import { registryOf } from '../../recipes/registry.ts'
import type { Admitted, Change, Job, Setting, Step } from '../../workflow.ts'
import type { Sites, Trouble } from './oidc-login.ts'
import { readers } from './oidc-readers.ts'
import { regionSet } from './oidc-shell.ts'

export const LOGIN = 'aws-actions/configure-aws-credentials'

export interface Inserted {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
  readonly assumed: readonly string[]
  /** `asked`: the workflow does not tell the region, so the login reads it from a variable. */
  readonly region: 'told' | 'asked'
}

const NONE: Inserted = { changes: [], places: [], assumed: [], region: 'told' }

/** One login in front of the first step of a job that needs it, under the conditions of those that do. */
export function insertLogin(job: Job, sites: Sites): Inserted | Trouble {
  const wide = sites.owners.some((owner) => owner === job || owner === job.workflow)
  const reading = wide ? readers(job) : []
  const steps = job.steps.filter((step) => sites.owners.includes(step) || [...sites.registries, ...sites.handed, ...sites.shells].includes(step) || reading.includes(step))
  const [first] = steps
  if (first === undefined) return NONE
  const login = job.steps.find(({ uses }) => uses?.name === LOGIN)
  if (login !== undefined && !sites.logins.includes(login)) {
    return { trouble: `Job ${codeSpan(job.id)} also logs in to AWS with another identity; one job cannot safely have both.` }
  }
  if (login !== undefined) {
    const early = login.index < first.index && login.if === undefined
    return early ? NONE : { trouble: `Job ${codeSpan(job.id)} uses the key before it logs in with it; log in first.` }
  }
  return inserted(first, { needing: steps, variable: sites.variable, reach: wide ? 'wide' : 'narrow' })
}

interface Where {
  readonly needing: readonly Step[]
  readonly variable: string
  /** `wide`: the key was there for every step of the job. */
  readonly reach: 'wide' | 'narrow'
}

function inserted(first: Step, { needing, variable, reach }: Where): Inserted | Trouble {
  const region = regionFor(first)
  const made = insertStep({ needing, step: { name: 'Log in to AWS', uses: LOGIN, with: { 'role-to-assume': `\${{ vars.${variable} }}`, 'aws-region': region ?? '${{ vars.AWS_REGION }}' } } })
  if ('trouble' in made) return made
  const moved = `In job ${codeSpan(first.job.id)} the key was in the environment of every step; the role is there from ${labelOf(first)} on.`
  return { changes: made.changes, places: [made.place], assumed: reach === 'wide' ? [moved] : [], region: region === undefined ? 'asked' : 'told' }
}

const NAME = '[a-z]{2}(?:-[a-z]{1,12}){1,3}-\\d'
const REGION = new RegExp(`^${NAME}$|^\\$\\{\\{`)
const IN_REGISTRY = new RegExp(`\\.dkr\\.ecr\\.(${NAME})\\.amazonaws`)

/** As a value for the login's `aws-region`: from the variables that the step sees, its inputs or its commands. */
function regionFor(step: Step): string | undefined {
  const own = regionIn(step.env)
  if (own !== undefined) return own.value
  const outer = regionIn(step.job.env) ?? regionIn(step.job.workflow.env)
  if (outer !== undefined) return `\${{ env.${outer.name} }}`
  const registry = IN_REGISTRY.exec(registryOf(step))?.[1]
  const input = step.with.find(({ name }) => /^(?:aws[-_])?region$/i.test(name))?.value
  const flags = step.commands.flatMap(({ words }) => words.flatMap((word, i) => {
    if (word === '--region') return [words[i + 1] ?? '']
    return word.startsWith('--region=') ? [word.slice('--region='.length)] : []
  }))
  return [registry, input, regionSet(step), ...flags].find((value) => value !== undefined && REGION.test(value))
}

function regionIn(env: readonly Setting[]): Setting | undefined {
  return env.find(({ name }) => name === 'AWS_REGION') ?? env.find(({ name }) => name === 'AWS_DEFAULT_REGION')
}
