import { codeSpan } from '../../lib/code-span.ts'
import { configTrouble } from '../../recipes/remote.ts'
import type { Admission, Around, Change, Job, Plan, RepoFacts, Step, Trust, Use } from '../../workflow.ts'
import { ownersIn, publishesPackages } from './oidc-feeds.ts'

const TOKEN = '${{ secrets.GITHUB_TOKEN }}'

/** A login to GitHub's packages: the job's token does it, for packages of the same owner that know the repository. */
export async function packagesPlan(uses: readonly Use[], around: Around): Promise<Plan> {
  const [job] = uses.flatMap(({ flow }) => flow.job ?? [])
  const trouble = job === undefined ? 'The login belongs to no job.' : troubleIn(uses, { job, around })
  if (job === undefined || trouble !== undefined) return { state: 'report', uses, reason: trouble ?? '' }
  const access = pushes(uses, job) ? 'write' : 'read'
  return {
    state: 'rewrite',
    uses,
    reason: `GitHub's package registry takes the job's own token with \`packages: ${access}\`.`,
    changes: [...uses.map(replacement), { change: 'needs-permission', job, scope: 'packages', access }],
    grants: [{ identity: access === 'write' ? 'Write' : 'Read', variables: [], places: [{ job }] }],
    assumed: [],
  }
}

/** A package that another token pushed first lets no repository in by itself. docs.github.com/packages: "Ensuring workflow access to your package" */
export function packagesTrust({ identity }: Admission, facts: RepoFacts): Trust {
  const page = `${facts.server ?? 'https://github.com'}/${facts.owner ?? 'OWNER'}?tab=packages`
  return {
    title: `${identity} access to the packages`,
    steps: [`For each package that the jobs use ([list](${page})): Package settings → Manage Actions access → add this repository as ${identity}. A new package needs nothing.`],
    forms: [],
  }
}

function replacement({ flow }: Use): Change {
  const { to } = flow
  const field = to.kind === 'input' ? to.name : to.kind === 'container' ? to.field : ''
  return { change: 'replace-expression', flow, expression: field.endsWith('username') ? '${{ github.actor }}' : TOKEN }
}

const CHOSEN = 'An expression decides which token is used; give each case its own login.'
export const INSTALLS = 'Private packages of other repositories are installed with it: each must let this repository in before the job\'s own token can read it.'

function troubleIn(uses: readonly Use[], { job, around }: { readonly job: Job; readonly around: Around }): string | undefined {
  if (uses.some(({ flow }) => flow.secret === '*' || (flow.shape === 'chosen' && !fallsBack(flow.expression)))) return CHOSEN
  return ownerTrouble(job, around) ?? (uses.some(onlyInstalls) ? INSTALLS : configTrouble(job))
}

/** Packages of another owner, which no permission of the job's own token opens. */
export function ownerTrouble(job: Job, { facts }: Around): string | undefined {
  const own = facts.owner?.toLowerCase()
  const foreign = ownersIn(job).find((owner) => own !== undefined && owner !== own)
  return foreign === undefined ? undefined : `The packages belong to ${codeSpan(foreign)}, another owner: the job's own token reaches only what its repository's owner has.`
}

function onlyInstalls({ as, flow }: Use): boolean {
  if (as !== 'packages' || flow.job === undefined) return false
  const alone = flow.to.kind === 'variable' && flow.to.name === 'NODE_AUTH_TOKEN' && flow.to.owner.level === 'step'
  return !publishesPackages(alone && flow.step !== undefined ? { steps: [flow.step] } : flow.job)
}

/** `secrets.X || github.token`: what it falls back to is known to do. */
export function fallsBack(expression: string): boolean {
  return /^\$\{\{\s{0,9}secrets\.\w{1,256}\s{0,9}\|\|\s{0,9}(?:github\.token|secrets\.GITHUB_TOKEN)\s{0,9}\}\}$/i.test(expression)
}

function pushes(uses: readonly Use[], job: Job): boolean {
  if (uses.every(({ flow }) => flow.to.kind === 'container')) return false
  const from = Math.min(...uses.map(({ flow }) => flow.step?.index ?? 0))
  return job.steps.filter(({ index }) => index >= from).some(mayPush)
}

function mayPush(step: Step): boolean {
  if (step.uses !== undefined) return !/^(?:actions|docker\/(?:login|metadata|setup)|github)\b/.test(step.uses.name)
  return step.commands.some(({ words, text }) => {
    const [program = ''] = words
    return program === 'docker' ? /\bpush\b/.test(text) : !/^(?:echo|cd|ls|mkdir|cat)$/.test(program)
  })
}
