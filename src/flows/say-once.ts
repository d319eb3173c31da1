import type { AppContext } from './app-context.ts'

export interface Saying {
  /** Names what is said for good: `word:ids`. */
  readonly key: string
  readonly number: number
  readonly text: string
}

/** Comments on a pull request, however often it is asked to. A comment whose end is not known is written again. */
export async function sayOnce({ hosted, ledger }: AppContext, { key, number, text }: Saying): Promise<'said' | 'said-before'> {
  const act = { key, repositoryId: hosted.id, what: 'comment', why: 'a migration has come further', by: 'policy' }
  if ((await ledger.acts.begin(act)) === 'done-before') return 'said-before'
  await hosted.comment(number, text)
  await ledger.acts.end(key, { state: 'done' })
  return 'said'
}
