import type { Http, HttpAnswer, NoAnswer } from '../lib/http.ts'
import type { Exchange, Provider, Token, WhyUnknown } from '../provider.ts'

/** One question about a token, to the provider that issued it. */
export interface Question {
  readonly token: Token
  readonly provider: Provider
  readonly http: Http
  readonly now: Date
}

export type Reply<Result> = { readonly state: 'answered'; readonly result: Result } | Unknown

export interface Unknown {
  readonly state: 'unknown'
  readonly why: WhyUnknown
}

/** Makes one documented call with a token. Whatever its vendor does not document comes to `unknown`; it never throws. */
export async function ask<Result>(exchange: Exchange<Result> | undefined, { token, provider, http, now }: Question): Promise<Reply<Result>> {
  if (exchange === undefined) return unknown('cannot-ask')
  try {
    const request = exchange.request(token, now)
    if (request === 'cannot-ask' || request === 'incomplete') return unknown(request)
    const answer = await http.send(request, provider.hosts)
    if (typeof answer === 'string') return unknown(WHY_NO_ANSWER[answer])
    return meaning(answer, exchange.read(answer, token))
  } catch {
    // A text that no header or address can hold. What was thrown may repeat it, so it goes no further.
    return unknown('unclear')
  }
}

const WHY_NO_ANSWER: Readonly<Record<NoAnswer, WhyUnknown>> = {
  'host-not-allowed': 'cannot-ask',
  'private-address': 'unreachable',
  'time-out': 'unreachable',
  'unreachable': 'unreachable',
  'too-large': 'unclear',
}

function meaning<Result>({ status }: HttpAnswer, result: Result | undefined): Reply<Result> {
  if (status === 429) return unknown('rate-limited')
  if (status >= 500) return unknown('unreachable')
  return result === undefined ? unknown('unclear') : { state: 'answered', result }
}

function unknown(why: WhyUnknown): Unknown {
  return { state: 'unknown', why }
}
