// Real git repositories in temporary folders, the same commits each time.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'

const folders: string[] = []
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A fresh folder that goes when the tests of this file are done. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-test-'))
  folders.push(folder)
  return folder
}

export type Files = Readonly<Record<string, string | Uint8Array | null>>

export class TestRepo {
  readonly folder: string
  #minutes = 0

  constructor(folder: string = tempFolder(), options: readonly string[] = []) {
    this.folder = folder
    this.git('init', '-q', '-b', 'main', ...options)
  }

  /** Git's output. */
  git(...args: readonly string[]): string {
    return this.try(...args).trim()
  }

  /** Git's output as it is. */
  try(...args: readonly string[]): string {
    const date = new Date(Date.UTC(2026, 0, 1, 0, this.#minutes)).toISOString()
    const env = { ...process.env, ...IDENTITY, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
    return execFileSync('git', [...args], { cwd: this.folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  }

  /** Writes files into the work tree; null removes one. */
  write(files: Files): void {
    for (const [path, content] of Object.entries(files)) {
      const full = join(this.folder, path)
      mkdirSync(dirname(full), { recursive: true })
      if (content === null) rmSync(full)
      else writeFileSync(full, content)
    }
  }

  /** Writes files and commits all there is, a minute after the commit before; returns its id. */
  commit(files: Files, message = 'change'): string {
    this.#minutes++
    this.write(files)
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
    return this.head()
  }

  head(): string {
    return this.git('rev-parse', 'HEAD')
  }
}

const IDENTITY = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@mayfly.example',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@mayfly.example',
}
