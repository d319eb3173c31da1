import { hidesCall } from '../../recipes/readers.ts'
import { registryOf } from '../../recipes/registry.ts'
import type { Command, Job, Step } from '../../workflow.ts'

/** The steps of a job that may use AWS credentials from their environment: all but those that are known not to. */
export function readers(job: Job): readonly Step[] {
  const checkout = job.steps.find((step) => /(?:^|\/)checkout$/.test(step.uses?.name ?? ''))?.index ?? -1
  return job.steps.filter((step) => (step.uses === undefined ? step.commands.some(mayRead) : step.index > checkout && (readsKey(step) || !isBystander(step.uses.name))))
}

/** Caches in S3, builds, and logins to a registry of AWS that are given no key of their own: github.com/docker/login-action#aws-elastic-container-registry-ecr */
function readsKey(step: Step): boolean {
  const action = step.uses?.name ?? ''
  if (action === 'aws-actions/amazon-ecr-login' || /^runs-on\/cache(?:$|\/)|(?:^|[/_-])s3(?:$|[/_-])/.test(action)) return true
  if (action.startsWith('gradle/') && step.with.some(({ name }) => name === 'arguments')) return true
  return action === 'docker/login-action' && /\.dkr\.ecr\.|^public\.ecr\.aws/.test(registryOf(step))
}

const BYSTANDING_OWNERS = new Set([
  'actions', 'github', 'slackapi', 'peter-evans', 'softprops', 'codecov', 'dorny', 'step-security', 'gradle', 'google-github-actions', 'azure',
  'golangci', 'pre-commit', 'super-linter', 'hadolint', 'reviewdog', 'sonarsource', 'coverallsapp', 'endbug', 'stefanzweifel', 'ncipollo',
])
const SETS_UP = /(?:^|[/_-])(?:setup|install|checkout|cache|toolchain|login|metadata|changed-files)(?:$|[/_-])/

/** Reaches no cloud, or only sets something up. */
function isBystander(action: string): boolean {
  return BYSTANDING_OWNERS.has(action.split('/')[0] ?? '') || SETS_UP.test(action)
}

// Programs that reach no cloud by themselves.
const LOCAL = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'exit', 'sleep', 'test', '[', '[[', 'tar',
  'zip', 'unzip', 'sed', 'grep', 'awk', 'jq', 'tee', 'sort', 'head', 'tail', 'find', 'xargs', 'date', 'which', 'git', 'gh', 'apt-get', 'apt', 'brew',
  'fi', 'done', 'for', 'pip', 'pip3', 'pipx', 'bundle', 'corepack', 'nvm', 'rustup', 'gofmt', 'eslint', 'tsc', 'printf', 'source', '.', 'local',
  'return', 'ln', 'df', 'du', 'env', 'wc', 'cut', 'tr', '}',
])
const INSTALLS = new Set(['ci', 'install', 'i', 'add', 'audit', 'config', 'version'])
const MANAGERS = new Set(['npm', 'yarn', 'pnpm', 'bun', 'composer', 'poetry'])

function mayRead(command: Command): boolean {
  if (hidesCall(command)) return true
  const { words } = command
  const [program = '', verb] = words
  if (MANAGERS.has(program)) return verb !== undefined && !INSTALLS.has(verb) && !verb.startsWith('-')
  return !LOCAL.has(program) && !/^[A-Za-z_]\w*=/.test(program)
}
