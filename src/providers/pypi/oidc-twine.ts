import type { Change, Command, NewStep, Step } from '../../workflow.ts'
import type { Stuck } from './oidc-plan.ts'
import { ACTION } from './oidc-uses.ts'

interface Upload {
  readonly command: Command
  readonly index: 'pypi' | 'testpypi'
}

const OLD = 'Trusted publishing needs twine 6.1; which one uploads is not told in the workflow, and the upload is not simple enough for `pypa/gh-action-pypi-publish`.'

/** Whether the job's twine can do it (6.1 or newer: its changelog); else the publishing action in its place. */
export function twineFor(step: Step, upload: Upload): 'able' | { readonly changes: readonly Change[] } | Stuck {
  if (isFresh(step, upload.command)) return 'able'
  const made = actionFor(step, upload)
  return made === undefined ? { trouble: OLD } : { changes: [{ change: 'insert-step', before: step, step: made }, { change: 'remove-step', step }] }
}

function isFresh(step: Step, { words }: Command): boolean {
  const withTwine = words[0] === 'uv' && words[1] === 'run' && words.some((word, i) => word === '--with=twine' || (word === '--with' && words[i + 1] === 'twine'))
  if (withTwine || /^(?:uvx|pipx)$/.test(words[0] ?? '') || (words[0] === 'uv' && words[1] === 'tool')) return !words.some((word) => /^twine(?:==|@|<|~=)/.test(word))
  const installs = step.job.steps.filter(({ index }) => index <= step.index).flatMap(({ commands }) => commands).filter(isInstall)
  const asked = installs.flatMap((command) => command.words.filter((word) => /^twine(?:\[\w{1,40}\])?(?:$|[=<>~!;])/.test(word))).at(-1)
  return asked !== undefined && fits(asked) && !oldPython(step)
}

function isInstall({ words }: Command): boolean {
  return words.includes('install') || words.includes('add')
}

function fits(asked: string): boolean {
  const [, sign, major, minor = '0'] = /^twine(?:\[\w{1,40}\])?(==|~=|<=?|>=?|!=)?(\d{1,4})?(?:\.(\d{1,4}))?/.exec(asked) ?? []
  if (sign === undefined || sign.startsWith('>') || sign === '!=') return !asked.includes(',<')
  return Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 1)
}

/** Python 3.8 is the oldest that gets a twine of today. */
function oldPython(step: Step): boolean {
  const versions = step.job.steps.flatMap((one) => (one.uses?.name === 'actions/setup-python' ? one.with.filter(({ name }) => name === 'python-version') : []))
  return versions.some(({ value }) => /^(?:2\.|3\.[0-7](?:\D|$))/.test(value))
}

/** An upload of a folder's files and nothing else, on Linux: the action is a container. */
function actionFor(step: Step, { command, index }: Upload): NewStep | undefined {
  const [only, ...more] = step.commands
  const linux = step.job.runsOn.every((label) => label.startsWith('ubuntu')) && step.job.container === undefined
  if (only !== command || more.length > 0 || !linux || step.id !== undefined || step.directory !== undefined) return undefined
  const args = command.words.slice(command.words.indexOf('upload') + 1)
  const files = args.filter((word, i) => !word.startsWith('-') && !TAKES_VALUE.test(args[i - 1] ?? ''))
  const folder = /^([\w./-]{1,200})\/\*(?:\.\w{1,20})?$/.exec(files[0] ?? '')?.[1]
  const odd = args.some((word) => word.startsWith('-') && !TAKES_VALUE.test(word) && !/^--(?:skip-existing|verbose|non-interactive|disable-progress-bar)$|^--\w[\w-]{0,40}=/.test(word))
  if (folder === undefined || files.length !== 1 || odd) return undefined
  const inputs = {
    ...(index === 'testpypi' ? { 'repository-url': 'https://test.pypi.org/legacy/' } : {}),
    ...(folder === 'dist' ? {} : { 'packages-dir': `${folder}/` }),
    ...(args.includes('--skip-existing') ? { 'skip-existing': 'true' } : {}),
  }
  const condition = step.if === undefined ? {} : { if: step.if }
  return { name: step.name ?? 'Publish to PyPI', ...condition, uses: ACTION, ...(Object.keys(inputs).length === 0 ? {} : { with: inputs }) }
}

const TAKES_VALUE = /^(?:-u|--username|-p|--password|-r|--repository|--repository-url)$/
