import { setTimeout as pause } from 'node:timers/promises'
import type { Liveness, Provider, Token } from '../provider.ts'
import { compile } from '../scan/ruleset.ts'
import { scan } from '../scan/scan.ts'
import { ask, type Question } from './ask.ts'
import { providerOf } from './findings.ts'
import type { Http } from '../lib/http.ts'
import { verifyToken } from './verify.ts'

export interface RetireInput {
  /** A text that holds the old secrets: a line each, `NAME=value` or the value alone. */
  readonly old: string
  /** A text that may hold what took their place. */
  readonly fresh: string
  /** `switch-off`: what can be undone where the provider has that. `report`: nothing is done. */
  readonly how: 'switch-off' | 'delete' | 'report'
  /** What shows that the new way works: a live credential of the provider in `fresh`, or the word of who asks. */
  readonly proof: 'credential' | 'word'
  readonly providers: readonly Provider[]
  readonly http: Http
  readonly now: () => Date
  /** Milliseconds between looks whether it is dead, where it is not at once: providers take a moment to tell all their machines. */
  readonly patience?: readonly number[]
}

/** What became of one old secret. Holds no text of it. */
export interface Retirement {
  readonly kind: string
  readonly title: string
  readonly provider: string
  readonly before: Liveness
  readonly after: Liveness
  readonly act: 'switched-off' | 'deleted' | 'already-dead' | 'refused' | 'cannot' | 'unclear' | 'not-asked' | 'not-proven'
  /** Why it was not done, as a sentence. */
  readonly why?: string
}

const PATIENCE = [2000, 5000, 10_000, 15_000] as const

/**
 * Has each old secret die by its own right: it must be live, what takes its place must have been seen to work, and the
 * provider must confirm the end. Whatever cannot be asked is left as it is, with the reason.
 */
export async function retire(input: RetireInput): Promise<readonly Retirement[]> {
  const fresh = tokensIn(input.fresh, input.providers)
  const all: Retirement[] = []
  for (const token of tokensIn(input.old, input.providers)) all.push(await retireOne(input, { token, fresh }))
  return all
}

/** Each secret once. What only identifies is no secret. */
function tokensIn(text: string, providers: readonly Provider[]): readonly Token[] {
  const scanned = scan({ bytes: Buffer.from(text), path: 'secrets.env' }, compile(providers.flatMap(({ tokens }) => tokens)))
  const tokens = scanned.state === 'scanned' ? scanned.matches.map(({ token }) => token) : []
  const secret = tokens.filter(({ kind }) => kind.nature !== 'identifier')
  return secret.filter((token, i) => secret.findIndex((other) => other.secret.fingerprint === token.secret.fingerprint) === i)
}

interface One {
  readonly token: Token
  readonly fresh: readonly Token[]
}

async function retireOne(input: RetireInput, { token, fresh }: One): Promise<Retirement> {
  const id = providerOf(token.kind)
  const provider = input.providers.find((one) => one.id === id)
  const told = { kind: token.kind.id, title: token.kind.title, provider: id }
  if (provider === undefined) return { ...told, before: NOT_ASKED, after: NOT_ASKED, act: 'cannot', why: 'Its provider is not known.' }
  const question = { token, provider, http: input.http, now: input.now() }
  const before = await verifyToken(question)
  if (before.state === 'dead') return { ...told, before, after: before, act: 'already-dead' }
  const obstacle = await obstacleTo(input, { question, before, fresh })
  if (obstacle !== undefined) return { ...told, before, after: before, ...obstacle }
  const done = await end(question, input.how)
  const over = done.act === 'switched-off' || done.act === 'deleted' || done.act === 'already-dead' || done.act === 'unclear'
  return { ...told, before, after: over ? await dying(question, input) : before, ...done }
}

const NOT_ASKED: Liveness = { state: 'unknown', why: 'not-asked' }

interface Before {
  readonly question: Question
  readonly before: Liveness
  readonly fresh: readonly Token[]
}

type Outcome = Pick<Retirement, 'act' | 'why'>

async function obstacleTo(input: RetireInput, { question, before, fresh }: Before): Promise<Outcome | undefined> {
  const { provider } = question
  if (provider.revoke === undefined && provider.erase === undefined) return { act: 'cannot', why: `${provider.title} offers no call by which a secret of this kind ends itself.` }
  if (before.state === 'unknown') return { act: 'unclear', why: `${provider.title} did not say whether it is live (${before.why}), so nothing was done.` }
  if (input.how === 'report') return { act: 'not-asked' }
  if (input.proof === 'word') return undefined
  const others = fresh.filter((token) => providerOf(token.kind) === provider.id && token.secret.fingerprint !== question.token.secret.fingerprint)
  for (const token of others) if ((await verifyToken({ ...question, token })).state === 'live') return undefined
  return { act: 'not-proven', why: 'No live credential that takes its place was seen in this job: log in before this step.' }
}

async function end(question: Question, how: RetireInput['how']): Promise<Outcome> {
  const { erase, revoke, title } = question.provider
  const deleting = how === 'delete' && erase !== undefined
  const reply = await ask(deleting ? erase : revoke, question)
  if (reply.state === 'unknown') {
    const why = `${title} did not answer clearly (${reply.why}).`
    return reply.why === 'cannot-ask' || reply.why === 'incomplete' ? { act: 'cannot', why } : { act: 'unclear', why }
  }
  const { state, why } = reply.result
  if (state === 'refused') return { act: 'refused', ...(why === undefined ? {} : { why: `${title} refused: ${why}.` }) }
  if (state === 'already-dead') return { act: 'already-dead' }
  return { act: deleting || erase === undefined ? 'deleted' : 'switched-off' }
}

/** Asks until it is dead or patience ends. */
async function dying(question: Question, { now, patience = PATIENCE }: RetireInput): Promise<Liveness> {
  let liveness = await verifyToken({ ...question, now: now() })
  for (const wait of patience) {
    if (liveness.state === 'dead') break
    await pause(wait)
    liveness = await verifyToken({ ...question, now: now() })
  }
  return liveness
}
