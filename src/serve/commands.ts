import { ABOUT_THE_PULL, isAboutThePull, type Order } from '../flows/order.ts'

export interface Command {
  readonly what: Order['what']
  readonly fingerprint?: string
  /** Something else than a fingerprint follows the word. It may be anything, a token too, so it is not kept. */
  readonly obstacle?: 'misread'
}

const WORDS = ['allow', 'revoke', 'migrate', ...ABOUT_THE_PULL] as const
const COMMAND = new RegExp(`^/mayfly[ \\t]{1,9}(${WORDS.join('|')})(?![\\w-])(.{0,200})`)
const FINGERPRINT = /^mf1_(?:[0-9a-f]{32}|[0-9a-f]{6})$/

export function hasCommand(body: string): boolean {
  return commandsIn(body).length > 0
}

/** The commands of a comment: each a line of its own, outside of code. */
export function commandsIn(body: string): readonly Command[] {
  const commands: Command[] = []
  let fence: string | undefined
  for (const line of body.split('\n')) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1]
    if (mark !== undefined && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined
    else if (fence === undefined) commands.push(...commandOf(line))
  }
  return commands
}

function commandOf(line: string): readonly Command[] {
  const [, word, rest = ''] = COMMAND.exec(line) ?? []
  const what = WORDS.find((known) => known === word)
  const fingerprint = rest.trim()
  if (what === undefined) return []
  // What is about the pull request itself is so whatever follows it.
  if (fingerprint === '' || isAboutThePull(what)) return [{ what }]
  return [FINGERPRINT.test(fingerprint) ? { what, fingerprint } : { what, obstacle: 'misread' }]
}

const ABOUT_MIGRATIONS: ReadonlySet<string> = new Set(['migrate', ...ABOUT_THE_PULL])

/** Which job a comment is for: its first command decides. */
export function topicOf(body: string): Topic {
  return ABOUT_MIGRATIONS.has(commandsIn(body)[0]?.what ?? '') ? 'proposal' : 'findings'
}

export type Topic = 'proposal' | 'findings'

/** Whether a command is for the job that carries out the comment's first one. */
export function isAbout({ what }: Pick<Command, 'what'>, topic: Topic): boolean {
  return ABOUT_MIGRATIONS.has(what) === (topic === 'proposal')
}
