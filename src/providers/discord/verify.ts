import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { at, textAt } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const USER = 'https://docs.discord.com/developers/resources/user#get-current-user'
const WEBHOOK = 'https://docs.discord.com/developers/resources/webhook#get-webhook-with-token'
const HTTP_CODES = 'https://docs.discord.com/developers/topics/opcodes-and-status-codes#http'
const JSON_CODES = 'https://docs.discord.com/developers/topics/opcodes-and-status-codes#json'
const bot = 'discord/bot-token'
const webhook = 'discord/webhook'

const UNKNOWN_WEBHOOK = 10015
const INVALID_WEBHOOK_TOKEN = 50027

/** Asks a bot's token who it is, and for a webhook without calling it. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: bot, status: 200, source: USER, means: 'live', body: JSON.stringify({ id: '4711', username: 'octo-bot', bot: true }) },
    { kind: bot, status: 401, source: HTTP_CODES, means: 'dead', body: JSON.stringify({ message: '401: Unauthorized', code: 0 }) },
    { kind: webhook, status: 200, source: WEBHOOK, means: 'live', body: JSON.stringify({ id: '4711', name: 'builds', guild_id: '4712' }) },
    { kind: webhook, status: 404, source: JSON_CODES, means: 'dead', body: JSON.stringify({ message: 'Unknown Webhook', code: UNKNOWN_WEBHOOK }) },
    { kind: webhook, status: 401, source: JSON_CODES, means: 'dead', body: JSON.stringify({ message: 'Invalid Webhook Token', code: INVALID_WEBHOOK_TOKEN }) },
    { kind: webhook, status: 404, source: HTTP_CODES, means: 'unknown', body: JSON.stringify({ message: '404: Not Found', code: 0 }) },
    { kind: bot, status: 403, source: HTTP_CODES, means: 'unknown', body: JSON.stringify({ message: 'Missing Access', code: 50001 }) },
    { kind: bot, status: 429, source: HTTP_CODES, means: 'unknown', body: JSON.stringify({ message: 'You are being rate limited.', retry_after: 1 }) },
    { kind: bot, status: 502, source: HTTP_CODES, means: 'unknown', body: '' },
    { kind: bot, status: 401, source: HTTP_CODES, means: 'unknown', body: '<html></html>' },
  ],
}

// https://docs.discord.com/developers/reference#user-agent
const HEADERS = { 'user-agent': 'DiscordBot (https://github.com, 1)', accept: 'application/json' } as const

function request(token: Token): HttpRequest {
  if (token.kind.id === webhook) {
    const url = token.secret.into((text) => `https://discord.com/api/v10/webhooks/${text.split('/').slice(-2).join('/')}`)
    return { method: 'GET', url, headers: HEADERS }
  }
  return {
    method: 'GET',
    url: 'https://discord.com/api/v10/users/@me',
    headers: { ...HEADERS, authorization: token.secret.into((text) => `Bot ${text}`) },
  }
}

function read(answer: HttpAnswer, token: Token): Verified | undefined {
  const code = at(answer.json, 'code')
  if (token.kind.id === webhook) {
    if (code === UNKNOWN_WEBHOOK || code === INVALID_WEBHOOK_TOKEN) return { state: 'dead' }
    return answer.status === 200 && textAt(answer.json, 'id') !== undefined ? { state: 'live' } : undefined
  }
  if (answer.status === 401) return code === 0 ? { state: 'dead' } : undefined
  const owner = answer.status === 200 ? textAt(answer.json, 'username') : undefined
  return owner === undefined ? undefined : { state: 'live', facts: { owner } }
}
