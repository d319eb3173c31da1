// Pages that are pushed to a branch of the same repository need neither a key nor a personal token: the job's own token does it.
import type { Change, Consumer, Flow, Plan, Step, Use } from '../../workflow.ts'
import type { Beyond } from './oidc-beyond.ts'

/** What takes a stored key or token, in lower case, and what takes the job's own token instead; nothing where that is there by default. */
type Keys = Readonly<Record<string, string>>

interface Pages {
  readonly inputs: Keys
  readonly variables?: Keys
  /** The inputs and variables that name another repository, in lower case. */
  readonly elsewhere: readonly string[]
}

const PAGES: ReadonlyMap<string, Pages> = new Map([
  // github.com/peaceiris/actions-gh-pages#supported-tokens; by variables before version 3
  ['peaceiris/actions-gh-pages', {
    inputs: { deploy_key: 'github_token', personal_token: 'github_token' },
    variables: { actions_deploy_key: 'GITHUB_TOKEN', personal_token: 'GITHUB_TOKEN' },
    elsewhere: ['external_repository'],
  }],
  // github.com/JamesIves/github-pages-deploy-action#deployment-options; before version 4 personal tokens had an input of their own
  ['jamesives/github-pages-deploy-action', { inputs: { 'ssh-key': '', 'access_token': 'GITHUB_TOKEN' }, elsewhere: ['repository-name', 'repository_name'] }],
  // github.com/crazy-max/ghaction-github-pages#environment-variables
  ['crazy-max/ghaction-github-pages', { inputs: {}, variables: { gh_pat: 'GITHUB_TOKEN' }, elsewhere: ['repo'] }],
])

interface Taken {
  readonly step: Step
  readonly name: string
  readonly pages: Pages
  readonly by: 'input' | 'variable'
  /** What takes the job's own token. */
  readonly own: string
}

function takenBy(to: Consumer): Taken | undefined {
  const step = to.kind === 'input' ? to.step : to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
  const pages = PAGES.get(step?.uses?.name ?? '')
  if (step === undefined || pages === undefined || (to.kind !== 'input' && to.kind !== 'variable')) return undefined
  const own = (to.kind === 'input' ? pages.inputs : pages.variables)?.[to.name.toLowerCase()]
  return own === undefined ? undefined : { step, name: to.name, pages, by: to.kind, own }
}

/** A key that reaches another repository is for those who know keys; a personal token that does is an App's. */
export function isPagesKey({ to }: Flow): boolean {
  const taken = takenBy(to)
  return taken !== undefined && (/token$/i.test(taken.name) || elsewhere(taken) === undefined)
}

function elsewhere({ step, pages }: Taken): string | undefined {
  return [...step.with, ...step.env].find(({ name }) => pages.elsewhere.includes(name.toLowerCase()))?.value
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

function instead({ step, name, by, own }: Taken): readonly Change[] {
  const there = own === '' || (by === 'input' ? step.with : step.env).some((one) => one.name.toLowerCase() === own.toLowerCase())
  if (by === 'input') return [{ change: 'remove-input', step, name }, ...(there ? [] : [{ change: 'set-input', step, name: own, value: TOKEN } as const])]
  return [{ change: 'remove-variable', owner: step, name }, ...(there ? [] : [{ change: 'set-variable', owner: step, name: own, value: TOKEN } as const])]
}
