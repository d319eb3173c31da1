import type { Repository, SeenRun } from '../github/start.ts'
import { openDesk, type Desk } from './desk.ts'
import { checkOf, until, type Stage } from './stage.ts'

/** A pull request with a live token in its one commit, and its red check. */
export interface Leak {
  readonly repo: Repository
  readonly desk: Desk
  readonly number: number
  readonly head: string
  readonly token: string
  readonly fingerprint: string
  readonly run: SeenRun
}

export interface LeakWanted {
  readonly name: string
  readonly private?: boolean
  readonly files?: Readonly<Record<string, string>>
}

/** Alice pushes a live token of hers to the branch topic, and opens a pull request. */
export async function leakIn(stage: Stage, { files = {}, ...wanted }: LeakWanted): Promise<Leak> {
  const repo = await stage.repository({ ...wanted, files: { 'README.md': 'hello\n', '.github/token-policy.yml': 'revocation: { github: ask }\n', ...files } })
  const desk = await openDesk(repo, stage.alice)
  const token = stage.alice.issueToken({ kind: 'classic', scopes: ['repo', 'admin:org'] })
  await desk.git('switch', '--quiet', '-c', 'topic')
  const head = await desk.commit('leak', { 'a.js': `const t = '${token}'\n` })
  await desk.git('push', '--quiet', 'origin', 'topic')
  const number = await repo.openPullRequest({ user: stage.alice, title: 'Topic', head: 'topic' })
  const run = await checkOf(repo, { head, fits: ({ conclusion }) => conclusion === 'failure' })
  return { repo, desk, number, head, token, run, fingerprint: printOf(run) }
}

/** The one fingerprint that a check tells of. */
export function printOf(run: SeenRun): string {
  const [print, ...more] = new Set(JSON.stringify([run.summary, run.annotations]).match(/mf1_[0-9a-f]{32}/g))
  if (print === undefined || more.length > 0) throw new Error(`one fingerprint was expected in: ${run.summary}`)
  return print
}

/** What Mayfly answered on a pull request, the oldest first. */
export function answers(repo: Repository, number: number): readonly string[] {
  return repo.comments(number).filter(({ user }) => JSON.stringify(user).includes('[bot]')).map(({ body }) => (typeof body === 'string' ? body : ''))
}

/** The answer that comes to what `act` does. */
export async function answerTo({ repo, number }: Pick<Leak, 'repo' | 'number'>, act: () => void): Promise<string> {
  const before = answers(repo, number).length
  act()
  const answer = await until(() => answers(repo, number)[before])
  if (answer === undefined) throw new Error('no answer came')
  return answer
}
