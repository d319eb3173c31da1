import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import { RetryLater } from '../lib/retry-later.ts'

export { mirrored } from './mirrored.ts'
export { reach, type Ends, type Reach } from './reach.ts'

export interface Remote {
  readonly url: string
  /** An installation token or GITHUB_TOKEN; it goes to git by environment, never by argument or configuration file. */
  readonly token: () => Promise<string>
}

/** A private bare repository that knows one remote. */
export interface Mirror {
  readonly folder: string
  /** Where the remote's HEAD stands now; undefined while its default branch has no commit. */
  defaultBranch(): Promise<Tip | undefined>
  /** Fetches these commits (or what these refs hold) without their blobs; `depth` undefined: their whole history. */
  commits(ids: readonly string[], depth: number | undefined): Promise<void>
  /** Fetches these objects, all in one request. */
  objects(ids: readonly string[]): Promise<void>
  /** Fetches the blob of one file at a commit, if the commit has it. */
  fileAt(commit: string, path: string): Promise<void>
  remove(): Promise<void>
}

export interface Tip {
  readonly branch: string
  readonly id: string
}

/** A depth that reaches to the first commit, also where less was fetched before: https://git-scm.com/docs/shallow */
export const WHOLE_DEPTH = 2_147_483_647

/** An empty bare repository in a folder of mode 0700 of its own, which lies in `within`. */
export async function openMirror(remote: Remote, within: string = tmpdir()): Promise<Mirror> {
  const folder = await mkdtemp(join(within, 'mayfly-fetch-'))
  const mirror: Mirror = {
    folder,
    async defaultBranch() {
      return tipIn(await git(['ls-remote', '--symref', 'origin', 'HEAD'], { folder, remote, input: [] }))
    },
    async commits(ids, depth) {
      const only = depth === undefined ? [] : [`--depth=${depth}`]
      await git(['fetch', ...QUIET, '--filter=blob:none', ...only, 'origin', '--stdin'], { folder, remote, input: ids })
    },
    async objects(ids) {
      if (ids.length === 0) return
      // What git itself runs for a missing object of a partial clone, but for all of them at once.
      const noop = ['-c', 'fetch.negotiationAlgorithm=noop']
      await git([...noop, 'fetch', ...QUIET, '--filter=blob:none', 'origin', '--stdin'], { folder, remote, input: ids })
    },
    async fileAt(commit, path) {
      const listed = await git(['ls-tree', '-z', commit, '--', `:(top,literal)${path}`], { folder, remote, input: [] })
      const id = /^\d+ blob ([0-9a-f]+)\t/.exec(listed)?.[1]
      if (id !== undefined) await mirror.objects([id])
    },
    async remove() {
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    await prepare(folder, remote)
    return mirror
  } catch (error) {
    await mirror.remove()
    throw error
  }
}

// `ref: refs/heads/main\tHEAD`, then `<id>\tHEAD`: https://git-scm.com/docs/git-ls-remote
function tipIn(listed: string): Tip | undefined {
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(listed)?.[1]
  const id = /^([0-9a-f]{40,64})\tHEAD$/m.exec(listed)?.[1]
  return branch === undefined || id === undefined ? undefined : { branch, id }
}

const QUIET = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--recurse-submodules=no']

async function prepare(folder: string, remote: Remote): Promise<void> {
  const at = { folder, remote, input: [] }
  await git(['init', '--quiet', '--bare', '--template=', '.'], at)
  for (const [key, value] of Object.entries({
    'remote.origin.url': remote.url,
    'remote.origin.promisor': 'true',
    'remote.origin.partialclonefilter': 'blob:none',
    'extensions.partialClone': 'origin',
    'core.repositoryFormatVersion': '1',
  })) await git(['config', key, value], at)
}

interface At {
  readonly folder: string
  readonly remote: Remote
  readonly input: readonly string[]
}

/** Runs git to its end and returns what it printed. */
async function git(args: readonly string[], { folder, remote, input }: At): Promise<string> {
  const child = spawn('git', args, { cwd: folder, env: await environment(remote), stdio: 'pipe' })
  child.stdin.on('error', () => {})
  child.stdin.end(input.map((line) => `${line}\n`).join(''))
  let printed = ''
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000)
  })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.on('error', () => reject(new MayflyError('git', 'git could not be started: install git 2.36 or newer')))
  child.on('close', (code) => resolve(code ?? 1))
  if ((await promise) !== 0) throw reason(said)
  return printed
}

// How this machine reaches the network: a proxy, certificates of its own.
const KEPT = [
  'PATH', 'SystemRoot', 'http_proxy', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY',
  'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR',
]

async function environment(remote: Remote): Promise<NodeJS.ProcessEnv> {
  const basic = Buffer.from(`x-access-token:${await remote.token()}`).toString('base64')
  return {
    ...Object.fromEntries(KEPT.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined)),
    HOME: tmpdir(),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: `http.${new URL(remote.url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    GIT_CONFIG_KEY_1: 'http.followRedirects',
    GIT_CONFIG_VALUE_1: 'initial',
    GIT_CONFIG_KEY_2: 'protocol.version',
    GIT_CONFIG_VALUE_2: '2',
  }
}

function reason(said: string): Error {
  if (/not our ref|no such remote ref|couldn't find remote ref|bad object|missing/i.test(said)) {
    return new MayflyError('gone', 'the commit is not on GitHub any more (its branch was deleted or force-pushed)')
  }
  if (/Authentication failed|error: 40[134]|not found/i.test(said)) {
    return new MayflyError('gone', 'GitHub does not let this token read the repository (any more)')
  }
  // What git makes of a 401, having nobody to ask for other credentials.
  if (/could not read (?:Username|Password)/.test(said)) return new RetryLater('GitHub did not accept the token', 5)
  return new RetryLater('git could not fetch from GitHub', 5)
}
