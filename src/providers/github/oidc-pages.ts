// Pages that are pushed to a branch of the same repository need neither a key nor a personal token: the job's own token does it.
import type { Change, Flow, Plan, Step, Use } from '../../workflow.ts'
import type { Beyond } from './oidc-beyond.ts'

interface Pages {
  /** The inputs that take a stored key or token. */
  readonly keys: readonly string[]
  /** The input that takes the job's token instead; none where it is the default. */
  readonly token?: string
  /** The input that names another repository. */
  readonly elsewhere: string
}

const PAGES: ReadonlyMap<string, Pages> = new Map([
  // github.com/peaceiris/actions-gh-pages#supported-tokens
  ['peaceiris/actions-gh-pages', { keys: ['deploy_key', 'personal_token'], token: 'github_token', elsewhere: 'external_repository' }],
  // github.com/JamesIves/github-pages-deploy-action#deployment-options
  ['jamesives/github-pages-deploy-action', { keys: ['ssh-key'], elsewhere: 'repository-name' }],
])

/** A key that reaches another repository is for those who know keys; a personal token that does is an App's. */
export function isPagesKey({ to }: Flow): boolean {
  if (to.kind !== 'input') return false
  const pages = PAGES.get(to.step.uses?.name ?? '')
  return pages?.keys.includes(to.name) === true && (to.name === 'personal_token' || elsewhere(to.step, pages) === undefined)
}

function elsewhere({ with: inputs }: Step, pages: Pages): string | undefined {
  return inputs.find(({ name }) => name === pages.elsewhere)?.value
}

export function pagesPlan(use: Use): Plan | Beyond {
  const { to } = use.flow
  const step = to.kind === 'input' ? to.step : undefined
  const pages = PAGES.get(step?.uses?.name ?? '')
  if (step === undefined || pages === undefined || to.kind !== 'input' || use.flow.shape !== 'whole') return { state: 'report', uses: [use], reason: UNCLEAR }
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(elsewhere(step, pages) ?? '') ?? []
  if (name !== undefined) return { state: 'beyond', use, why: `The pages go to \`${owner ?? ''}/${name}\`, another repository, which the job's own token cannot reach.`, permissions: { contents: 'write' }, repository: { name, ...(owner === undefined ? {} : { owner }) } }
  if (elsewhere(step, pages) !== undefined) return { state: 'report', uses: [use], reason: UNCLEAR }
  return {
    state: 'rewrite',
    uses: [use],
    reason: 'The pages go to a branch of this repository: the job\'s own token pushes them.',
    changes: [{ change: 'remove-input', step, name: to.name }, ...given(step, pages), { change: 'needs-permission', job: step.job, scope: 'contents', access: 'write' }],
    grants: [],
    assumed: ['Nothing waits for the push of the pages but GitHub Pages itself, which builds what the job\'s own token pushes.'],
  }
}

const UNCLEAR = 'To which repository the pages go is decided at run time. A GitHub App\'s token would be short-lived.'

function given(step: Step, { token }: Pages): readonly Change[] {
  if (token === undefined || step.with.some(({ name }) => name === token)) return []
  return [{ change: 'set-input', step, name: token, value: '${{ secrets.GITHUB_TOKEN }}' }]
}
