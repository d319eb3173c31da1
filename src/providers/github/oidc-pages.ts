// Actions that push a site to a branch of their own repository: they take a personal token or a deploy key beside the job's own
// token, each by an input or a variable of its own. https://github.com/peaceiris/actions-gh-pages,
// https://github.com/JamesIves/github-pages-deploy-action, https://github.com/crazy-max/ghaction-github-pages
import type { Change, Consumer, Step, Use } from '../../workflow.ts'

interface Pusher {
  /** Inputs and variables that take a stored secret, with spaces between. */
  readonly stored: string
  /** What takes the job's own token; nothing where it is there by default. */
  readonly own?: { readonly input?: string; readonly variable?: string }
  /** Inputs and variables that lead to another repository. */
  readonly away: string
}

const PUSHERS: Readonly<Record<string, Pusher>> = {
  'peaceiris/actions-gh-pages': {
    stored: 'personal_token deploy_key PERSONAL_TOKEN ACTIONS_DEPLOY_KEY',
    own: { input: 'github_token', variable: 'GITHUB_TOKEN' },
    away: 'external_repository EXTERNAL_REPOSITORY',
  },
  'jamesives/github-pages-deploy-action': { stored: 'ssh-key', away: 'repository-name REPOSITORY_NAME' },
  'crazy-max/ghaction-github-pages': { stored: 'GH_PAT', own: { variable: 'GITHUB_TOKEN' }, away: 'repo' },
}

/** Whether a secret goes where such an action takes one that it needs for nothing but its own repository. */
export function pushesPages(to: Consumer): boolean {
  const step = stepOf(to)
  const pusher = PUSHERS[step?.uses?.name ?? '']
  if (step === undefined || pusher === undefined || (to.kind !== 'input' && to.kind !== 'variable')) return false
  const away = pusher.away.split(' ')
  return pusher.stored.split(' ').includes(to.name) && ![...step.with, ...step.env].some(({ name }) => away.includes(name))
}

const TOKEN = '${{ secrets.GITHUB_TOKEN }}'

/** The job's own token in the place of the stored secret. */
export function ownToken({ flow: { to } }: Use): readonly Change[] {
  const step = stepOf(to)
  const own = PUSHERS[step?.uses?.name ?? '']?.own
  if (step === undefined) return []
  const permission: Change = { change: 'needs-permission', job: step.job, scope: 'contents', access: 'write' }
  if (to.kind === 'input') {
    const given = own?.input === undefined || has(step.with, own.input) ? [] : [{ change: 'set-input', step, name: own.input, value: TOKEN } as const]
    return [{ change: 'remove-input', step, name: to.name }, ...given, permission]
  }
  if (to.kind !== 'variable') return []
  const given = own?.variable === undefined || has(step.env, own.variable) ? [] : [{ change: 'set-variable', owner: step, name: own.variable, value: TOKEN } as const]
  return [{ change: 'remove-variable', owner: step, name: to.name }, ...given, permission]
}

function stepOf(to: Consumer): Step | undefined {
  if (to.kind === 'input') return to.step
  return to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
}

function has(settings: Step['env'], name: string): boolean {
  return settings.some((setting) => setting.name === name)
}
