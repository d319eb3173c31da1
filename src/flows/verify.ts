import { atMost } from '../lib/at-most.ts'
import { createHttp, type Http } from '../lib/http.ts'
import type { Facts, Liveness, Provider, Token } from '../provider.ts'
import { ask, type Question } from './ask.ts'
import { providerOf } from './findings.ts'

/** What a provider says of a token, and what it tells about it by the way. */
export interface Told {
  readonly liveness: Liveness
  readonly facts: Facts
}

/** Whether the token works, as its provider says. Never throws: what is not known is `unknown`, with why. */
export async function verifyToken(question: Question): Promise<Liveness> {
  return (await tellOf(question)).liveness
}

/** Asks the providers about these tokens, each once, four at a time; by fingerprint. */
export async function verifyAll(tokens: readonly Token[], by: By): Promise<ReadonlyMap<string, Told>> {
  const known = new Map(by.providers.map((provider) => [provider.id, provider]))
  const http = by.http ?? createHttp()
  async function work(token: Token) {
    const provider = known.get(providerOf(token.kind))
    const told: Told = provider ? await tellOf({ token, provider, http, now: by.now }) : NOBODY
    return [token.secret.fingerprint, told] as const
  }
  return new Map(await atMost(4, { items: tokens, work }))
}

export interface By {
  readonly providers: readonly Provider[]
  readonly http?: Http
  readonly now: Date
}

const NOBODY: Told = { liveness: { state: 'unknown', why: 'cannot-ask' }, facts: {} }

async function tellOf(question: Question): Promise<Told> {
  const reply = await ask(question.provider.verify, question)
  if (reply.state === 'unknown') return { liveness: reply, facts: {} }
  return { liveness: { state: reply.result.state }, facts: reply.result.facts ?? {} }
}
