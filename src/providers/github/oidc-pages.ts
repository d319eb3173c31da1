// Pages that are pushed to a branch of the same repository need neither a key nor a personal token: the job's own token does it.
import type { Change, Consumer, Flow, Plan, Step, Use } from '../../workflow.ts'
import type { Beyond } from './oidc-beyond.ts'

interface Pages {
  /** The inputs and variables that take a stored key or token. */
  readonly keys: readonly string[]
  /** The input and the variable that take the job's token instead; none where it is there by default. */
  readonly token?: string
  readonly variable?: string
  /** The inputs and variables that name another repository. */
  readonly elsewhere: readonly string[]
}

const PAGES: ReadonlyMap<string, Pages> = new Map([
  // github.com/peaceiris/actions-gh-pages#supported-tokens; before version 3 by variables
  ['peaceiris/actions-gh-pages', {
    keys: ['deploy_key', 'personal_token', 'PERSONAL_TOKEN', 'ACTIONS_DEPLOY_KEY'], token: 'github_token', variable: 'GITHUB_TOKEN', elsewhere: ['external_repository', 'EXTERNAL_REPOSITORY'],
  }],
  // github.com/JamesIves/github-pages-deploy-action#deployment-options
  ['jamesives/github-pages-deploy-action', { keys: ['ssh-key'], elsewhere: ['repository-name', 'REPOSITORY_NAME'] }],
  // github.com/crazy-max/ghaction-github-pages#environment-variables
  ['crazy-max/ghaction-github-pages', { keys: ['GH_PAT'], variable: 'GITHUB_TOKEN', elsewhere: ['repo'] }],
])

interface Taken {
  readonly step: Step
  readonly name: string
  readonly pages: Pages
  readonly by: 'input' | 'variable'
}

function takenBy(to: Consumer): Taken | undefined {
  const step = to.kind === 'input' ? to.step : to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
  const pages = PAGES.get(step?.uses?.name ?? '')
  if (step === undefined || pages === undefined || (to.kind !== 'input' && to.kind !== 'variable') || !pages.keys.includes(to.name)) return undefined
  return { step, name: to.name, pages, by: to.kind }
}

/** A key that reaches another repository is for those who know keys; a personal token that does is an App's. */
export function isPagesKey({ to }: Flow): boolean {
  const taken = takenBy(to)
  return taken !== undefined && (taken.name === 'personal_token' || elsewhere(taken) === undefined)
}

function elsewhere({ step, pages }: Taken): string | undefined {
  return [...step.with, ...step.env].find(({ name }) => pages.elsewhere.includes(name))?.value
}

export function pagesPlan(use: Use): Plan | Beyond {
  const taken = takenBy(use.flow.to)
  if (taken === undefined || use.flow.shape !== 'whole') return { state: 'report', uses: [use], reason: UNCLEAR }
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(elsewhere(taken) ?? '') ?? []
  if (name !== undefined) return { state: 'beyond', use, why: `The pages go to \`${owner ?? ''}/${name}\`, another repository, which the job's own token cannot reach.`, permissions: { contents: 'write' }, repository: { name, ...(owner === undefined ? {} : { owner }) } }
  if (elsewhere(taken) !== undefined) return { state: 'report', uses: [use], reason: UNCLEAR }
  return {
    state: 'rewrite',
    uses: [use],
    reason: 'The pages go to a branch of this repository: the job\'s own token pushes them.',
    changes: [...instead(taken), { change: 'needs-permission', job: taken.step.job, scope: 'contents', access: 'write' }],
    grants: [],
    assumed: ['Nothing waits for the push of the pages but GitHub Pages itself, which builds what the job\'s own token pushes.'],
  }
}

const UNCLEAR = 'To which repository the pages go is decided at run time. A GitHub App\'s token would be short-lived.'
const TOKEN = '${{ secrets.GITHUB_TOKEN }}'

function instead({ step, name, pages: { token, variable }, by }: Taken): readonly Change[] {
  if (by === 'input') {
    const given = token === undefined || step.with.some((one) => one.name === token) ? [] : [{ change: 'set-input', step, name: token, value: TOKEN } as const]
    return [{ change: 'remove-input', step, name }, ...given]
  }
  const given = variable === undefined || step.env.some((one) => one.name === variable) ? [] : [{ change: 'set-variable', owner: step, name: variable, value: TOKEN } as const]
  return [{ change: 'remove-variable', owner: step, name }, ...given]
}
