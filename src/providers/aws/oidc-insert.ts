import { codeSpan } from '../../lib/code-span.ts'
import { registryOf } from '../../recipes/registry.ts'
import type { Admitted, Change, Job, Setting, Step } from '../../workflow.ts'
import { placeOf, unique, type Sites, type Trouble } from './oidc-login.ts'
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
  const condition = conditionOf(steps)
  if (condition !== undefined && 'trouble' in condition) return condition
  return inserted(first, { condition: guard(job, condition?.text), variable: sites.variable, reach: wide ? 'wide' : 'narrow' })
}

interface Where {
  readonly condition: string | undefined
  readonly variable: string
  /** `wide`: the key was there for every step of the job. */
  readonly reach: 'wide' | 'narrow'
}

function inserted(first: Step, { condition, variable, reach }: Where): Inserted {
  const region = regionFor(first)
  const step = {
    name: 'Log in to AWS',
    ...(condition === undefined ? {} : { if: condition }),
    uses: LOGIN,
    with: { 'role-to-assume': `\${{ vars.${variable} }}`, 'aws-region': region ?? '${{ vars.AWS_REGION }}' },
  }
  const moved = `In job ${codeSpan(first.job.id)} the key was in the environment of every step; the role is there from ${labelOf(first)} on.`
  return {
    changes: [{ change: 'insert-step', before: first, step }],
    places: [placeOf(first.job, condition)],
    assumed: reach === 'wide' ? [moved] : [],
    region: region === undefined ? 'asked' : 'told',
  }
}

function labelOf(step: Step): string {
  const text = step.name ?? step.uses?.name ?? step.commands[0]?.text.slice(0, 60)
  return text === undefined ? `step ${step.index + 1}` : codeSpan(text)
}

/** The same condition for all, or any of them; none where one step has none. */
function conditionOf(steps: readonly Step[]): { readonly text: string } | Trouble | undefined {
  const conditions = unique(steps.map((step) => step.if))
  const written = conditions.flatMap((text) => (text === undefined ? [] : [bare(text)]))
  if (written.length < conditions.length) return undefined
  if (written.length === 1) return { text: written[0] ?? '' }
  if (written.some((text) => /\bsteps\.|\b(?:always|failure|cancelled|success)\(/.test(text))) {
    return { trouble: 'The steps that use the key run under conditions that depend on other steps; log in once in front of them by hand.' }
  }
  return { text: written.map((text) => `(${text})`).join(' || ') }
}

function bare(condition: string): string {
  return condition.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1').trim()
}

const OWN = "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository"
const TELLS = /github\.(?:event_name|ref\b|ref_name|event\.pull_request)/

/** A pull request of a fork got no secret and gets no OIDC token: what passed without the key must not fail at the login. */
function guard(job: Job, condition: string | undefined): string | undefined {
  const forks = job.workflow.triggers.some(({ event }) => event === 'pull_request')
  const told = [job.if, condition].some((text) => text !== undefined && TELLS.test(text))
  if (!forks || told) return condition
  return condition === undefined ? OWN : `(${condition}) && (${OWN})`
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
