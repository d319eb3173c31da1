import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Repository, User } from '../github/start.ts'

const run = promisify(execFile)

/** A person's clone of a repository: real git over HTTP. Asynchronous, since the server may run in this very process. */
export interface Desk {
  /** Writes files and commits; returns the commit. */
  commit(message: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string>
  git(...args: readonly string[]): Promise<string>
  close(): void
}

export async function openDesk(repository: Repository, user: User): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-desk-'))
  async function git(...args: readonly string[]): Promise<string> {
    return (await run('git', [...args], { cwd: folder, env: environment(user) })).stdout.trim()
  }
  await git('clone', '--quiet', repository.cloneUrl(user), '.')
  return {
    git,
    async commit(message, files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      await git('add', '-A')
      await git('commit', '--quiet', '-m', message)
      return git('rev-parse', 'HEAD')
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function environment(user: User): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: user.login, GIT_AUTHOR_EMAIL: user.email, GIT_COMMITTER_NAME: user.login, GIT_COMMITTER_EMAIL: user.email,
  }
}
