import type { Liveness, Token } from '../provider.ts'
import type { AppContext } from './app-context.ts'
import { revokeToken } from './revoke.ts'
import { verifyToken } from './verify.ts'

export interface Order {
  readonly token: Token
  readonly provider: string
  /** A login, or `policy`. */
  readonly by: string
  readonly why: string
}

export interface Ordered {
  readonly outcome: 'revoked' | 'accepted' | 'refused' | 'cannot' | 'unknown'
  /** What the provider says of the token after it. */
  readonly liveness: Liveness | undefined
}

/** Revokes a token once: the act stands in the ledger with its reason before it is done, and is not done again. */
export async function revokeOnce(context: AppContext, { token, provider: id, by, why }: Order): Promise<Ordered> {
  const provider = context.providers.find((one) => one.id === id)
  if (!provider?.revoke) return { outcome: 'cannot', liveness: undefined }
  const { ledger, hosted, http } = context
  const key = `revoke:${ledger.keyOf(token.secret.fingerprint)}`
  const begun = await ledger.acts.begin({ key, repositoryId: hosted.id, what: 'revoke', target: ledger.keyOf(token.secret.fingerprint), why, by })
  const now = context.now()
  if (begun === 'done-before') return { outcome: 'revoked', liveness: await verifyToken({ token, provider, http, now }) }
  const answer = await revokeToken({ token, provider, http, now })
  const refused = answer.state === 'refused' || answer.state === 'unknown'
  await ledger.acts.end(key, { state: refused ? 'refused' : 'done', note: answer.state })
  const outcome = answer.state === 'already-dead' ? 'revoked' : answer.state
  return { outcome, liveness: await verifyToken({ token, provider, http, now }) }
}
