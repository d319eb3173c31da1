import type { Command, Step } from '../workflow.ts'

// Programs that call no provider by themselves.
const LOCAL: ReadonlySet<string> = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'exit', 'sleep', 'test', '[', '[[', 'tar',
  'zip', 'unzip', 'sed', 'grep', 'awk', 'jq', 'yq', 'tee', 'sort', 'head', 'tail', 'find', 'date', 'which', 'git', 'apt-get', 'apt', 'brew', 'fi', 'done',
  'for', 'do', 'xargs', 'source', '.', 'pip', 'pip3', 'pipx', 'uv', 'bundle', 'corepack', 'rustup', 'tsc', 'eslint', 'printf', 'local', 'return', 'ln', 'df', 'du', 'wc', 'cut', 'tr', '}',
])
const INSTALLS: ReadonlySet<string> = new Set(['ci', 'install', 'i', 'add', 'audit', 'config', 'version'])
const MANAGERS: ReadonlySet<string> = new Set(['npm', 'yarn', 'pnpm', 'bun', 'composer', 'poetry', 'dotnet', 'go', 'cargo'])

/** Whether a step may use a credential that it finds in its environment: its script calls more than local programs and installers. */
export function mayRead(step: Step): boolean {
  return step.uses === undefined && step.commands.some(mayCall)
}

function mayCall(command: Command): boolean {
  if (hidesCall(command)) return true
  const { words } = command
  const [program = '', verb] = words
  if (MANAGERS.has(program)) return verb !== undefined && !INSTALLS.has(verb) && !verb.startsWith('-')
  return !LOCAL.has(program) && !/^[A-Za-z_]\w*=/.test(program)
}

const CALLED = /(?:\$\(|`)\s{0,9}(?:[A-Za-z_]\w{0,60}=\S{0,60}\s{1,9}){0,5}([\w./-]{1,100})/g
/** What texts are put together with: versions, names, sums. */
const PURE: ReadonlySet<string> = new Set([
  'basename', 'dirname', 'node', 'python', 'python3', 'ruby', 'perl', 'php', 'uname', 'whoami', 'id', 'hostname', 'nproc', 'sha256sum', 'md5sum', 'shasum', 'base64', 'seq',
  'mktemp', 'realpath', 'readlink', 'stat', 'expr', 'bc', 'rustc', 'go', 'cargo', 'npm', 'yarn', 'pnpm', 'dpkg', 'getconf', 'xargs',
])
const SETS_UP = /activate|bashrc|profile|\.env|nvm|cargo\/env/

/** Whether a command that calls nobody by itself runs another: in a text, for each word, as a script. */
export function hidesCall({ words, text }: Command): boolean {
  const [program = '', verb = '', ...rest] = words
  if (Array.from(text.matchAll(CALLED), ([, called = '']) => called).some((called) => !LOCAL.has(called) && !PURE.has(called))) return true
  if (program === 'bundle') return verb === 'exec'
  if (program === 'source' || program === '.') return !SETS_UP.test(verb)
  const given = [verb, ...rest]
  const from = program === 'xargs' ? 0 : program === 'find' ? given.findIndex((word) => word === '-exec' || word === '-execdir') + 1 : -1
  const called = from < 0 || (program === 'find' && from === 0) ? undefined : given.slice(from).find((word) => /^[a-z][\w./-]{1,60}$/.test(word))
  return called !== undefined && !LOCAL.has(called)
}
