import type { Command, Step } from '../workflow.ts'

// Programs that call no provider by themselves.
const LOCAL: ReadonlySet<string> = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'exit', 'sleep', 'test', '[', '[[', 'tar',
  'zip', 'unzip', 'sed', 'grep', 'awk', 'jq', 'yq', 'tee', 'sort', 'head', 'tail', 'find', 'date', 'which', 'git', 'apt-get', 'apt', 'brew', 'fi', 'done',
  'for', 'do', 'pip', 'pip3', 'pipx', 'uv', 'bundle', 'corepack', 'rustup', 'tsc', 'eslint', 'printf', 'local', 'return', 'ln', 'df', 'du', 'wc', 'cut', 'tr', '}',
])
const INSTALLS: ReadonlySet<string> = new Set(['ci', 'install', 'i', 'add', 'audit', 'config', 'version'])
const MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'pnpm', 'bun', 'composer', 'poetry', 'dotnet', 'go', 'cargo'])

/** Whether a step may use a credential that it finds in its environment: its script calls more than local programs and installers. */
export function mayRead(step: Step): boolean {
  return step.uses === undefined && step.commands.some(mayCall)
}

function mayCall({ words }: Command): boolean {
  const [program = '', verb] = words
  if (MANAGERS.has(program)) return verb !== undefined && !INSTALLS.has(verb) && !verb.startsWith('-')
  return !LOCAL.has(program) && !/^[A-Za-z_]\w*=/.test(program)
}
