// Running git on a repository that nobody vouches for: no shell, no hook, no helper program, no network, no question.
import type { ChildProcess, ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { MayflyError } from '../lib/errors.ts'

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>

export interface Ran {
  /** Exit code; 'absent' where there is no git on this machine. */
  readonly code: number | 'absent'
  readonly out: Buffer
  readonly err: string
}

/** Starts git in a folder. Every stream is piped; the caller reads them to their end. */
export function startGit(folder: string, args: readonly string[]): GitProcess {
  const child = starter()('git', [...HARDENED, ...args], { cwd: folder, env: environment(folder), stdio: ['pipe', 'pipe', 'pipe'] })
  // A process that ends early closes its stdin: what counts is its exit code.
  child.stdin.on('error', () => {})
  return child
}

// Loaded with the first process: a folder that is no repository needs none.
function starter(): typeof spawn {
  return process.getBuiltinModule('node:child_process').spawn
}

/** Runs git with its output in an open file, so that it goes on while nobody here reads. Throws MayflyError where git fails. */
export async function spoolGit({ folder, args, input = '', to }: Call & { readonly input?: string; readonly to: number }): Promise<void> {
  const child = starter()('git', [...HARDENED, ...args], { cwd: folder, env: environment(folder), stdio: ['pipe', to, 'pipe'] })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const [err, code] = await Promise.all([child.stderr === null ? Buffer.alloc(0) : gather(child.stderr), ending(child)])
  if (code !== 0) throw gitError(args[0] ?? '', { code, err: err.toString('utf8') })
}

/** Git's output as it comes. Throws MayflyError where git fails. */
export async function* gitChunks({ folder, args, input = '', warned }: Call & Warned & { readonly input?: string }): AsyncGenerator<Buffer> {
  const child = startGit(folder, args)
  const [err, ended] = [gather(child.stderr), ending(child)]
  child.stdin.end(input)
  try {
    for await (const chunk of child.stdout) yield Buffer.from(chunk)
    const ran = { code: await ended, err: (await err).toString('utf8') }
    if (ran.code !== 0) throw gitError(args[0] ?? '', ran)
    warned?.(warningsIn(ran.err))
  } finally {
    child.kill()
  }
}

export interface Warned {
  /** Hears what git could not do and yet went on. */
  warned?(this: void, lines: readonly string[]): void
}

function warningsIn(err: string): readonly string[] {
  return err.split('\n').filter((line) => line.startsWith('warning: '))
}

export interface Call {
  readonly folder: string
  readonly args: readonly string[]
}

/** Runs git to its end. */
export async function runGit({ folder, args, input = '' }: Call & { readonly input?: string }): Promise<Ran> {
  const child = startGit(folder, args)
  child.stdin.end(input)
  const ended = ending(child)
  const [out, err, code] = await Promise.all([gather(child.stdout), gather(child.stderr), ended])
  return { code, out, err: err.toString('utf8') }
}

/** The records of git's output. Throws MayflyError where git fails. */
export async function* gitRecords(source: Records): AsyncGenerator<Buffer> {
  const child = startGit(source.folder, source.args)
  const ended = ending(child)
  const err = gather(child.stderr)
  const { promises, Readable: Source } = process.getBuiltinModule('node:stream')
  const fed = source.input ? promises.pipeline(Source.from(source.input), child.stdin) : Promise.resolve(child.stdin.end())
  fed.catch(() => {}) // looked at below, where git itself did not fail
  try {
    yield* split(child.stdout, source)
    const ran = { code: await ended, err: (await err).toString('utf8') }
    if (ran.code !== 0) throw gitError(source.args[0] ?? '', ran)
    await fed
    source.warned?.(warningsIn(ran.err))
  } finally {
    child.kill()
  }
}

export interface Records extends Call, Warned {
  /** The byte that ends a record. */
  readonly end: number
  /** Which records to tell of; all, unless told. To leave many out here is little work. */
  readonly keep?: (record: Buffer) => boolean
  /** What git is given on its standard input. */
  readonly input?: AsyncIterable<string> | Iterable<string>
}

/** A failure of git in git's own words, on one line. */
export function gitError(command: string, ran: Pick<Ran, 'code' | 'err'>): MayflyError {
  if (ran.code === 'absent') return new MayflyError('git', 'git was not found: install it, or put it on the PATH')
  const words = ran.err.split('\n').find((line) => /^(fatal|error):/.test(line)) ?? ran.err.split('\n')[0] ?? ''
  // oxlint-disable-next-line no-control-regex -- a repository's names may hold terminal codes
  return new MayflyError('git', `git ${command} failed (${ran.code}): ${words.replaceAll(/[\x00-\x1f\x7f]/g, ' ').trim()}`)
}

export const NUL = 0
export const NEWLINE = 10

// What a repository's own config could have git run, or change in what it tells.
const HARDENED = [
  ['core.hooksPath', '/dev/null'], ['core.fsmonitor', 'false'], ['core.untrackedCache', 'false'], ['core.pager', 'cat'],
  ['core.quotePath', 'false'], ['diff.orderFile', '/dev/null'], ['diff.ignoreSubmodules', 'none'],
  ['advice.graftFileDeprecated', 'false'], ['safe.bareRepository', 'all'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`])

// The last three are for hooks, as is GIT_INDEX_FILE: where pushed objects wait, and the index of a partial commit.
const KEPT = [
  'PATH', 'HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SystemRoot', 'TMPDIR', 'TEMP', 'GIT_CONFIG_GLOBAL',
  'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_QUARANTINE_PATH',
]

/** Whether git was told to look for objects elsewhere too, as it is for a hook. */
export function isQuarantined(): boolean {
  return process.env['GIT_OBJECT_DIRECTORY'] !== undefined || process.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] !== undefined
}

/** Whether git was told to take another index, as it is for the hooks of a partial commit. */
export function isIndexElsewhere(): boolean {
  return process.env['GIT_INDEX_FILE'] !== undefined
}

/** Whether there is a git on the PATH. */
export function isGitHere(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'git')))
}

function environment(folder: string): NodeJS.ProcessEnv {
  const kept = KEPT.map((name) => [name, process.env[name]])
  const index = process.env['GIT_INDEX_FILE']
  return {
    ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: resolve(index) }),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // Replacements and grafts would show another history than the one that is pushed.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    // A partial clone would fetch each blob that it lacks; older versions of git know only the second way to forbid it.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // Trusts the folder that was asked for, whoever owns it, and none around it.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: folder,
  }
}

function ending(child: ChildProcess): Promise<number | 'absent'> {
  const { promise, resolve: settle } = Promise.withResolvers<number | 'absent'>()
  child.on('error', () => settle('absent'))
  child.on('close', (code) => settle(code ?? 128))
  return promise
}

async function gather(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function* split(stream: Readable, { end, keep = () => true }: Pick<Records, 'end' | 'keep'>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = bytes.indexOf(end); at !== -1; at = bytes.indexOf(end, from)) {
      const record = bytes.subarray(from, at)
      if (keep(record)) yield record
      from = at + 1
    }
    rest = bytes.subarray(from)
  }
  if (rest.length > 0 && keep(rest)) yield rest
}
