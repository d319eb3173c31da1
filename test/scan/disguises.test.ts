// Tokens as other programs write them down.
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import { isLoaded, loadRooms } from '../providers/rooms.ts'

const KINDS = ['slack/bot-token', 'slack/webhook', 'slack/workflow-webhook', 'discord/webhook', 'azure/storage-key', 'azure/messaging-sas', 'google/service-account-key', 'generic/private-key', 'github/pat-classic', 'aws/access-key']

let ruleset = compile([])
let texts = new Map<string, string>()

beforeAll(async () => {
  const rooms = (await loadRooms()).filter(isLoaded)
  ruleset = compile(rooms.flatMap(({ provider }) => provider.tokens))
  texts = new Map(rooms.flatMap(({ examples }) => examples.found).map((example) => [example.kind, example.make(new Mint(`disguised ${example.kind}`)).text]))
})

const forms: readonly (readonly [name: string, write: (text: string) => string])[] = [
  ['in a Secret of Kubernetes', (text) => `kind: Secret\ndata:\n  .env: ${base64(text)}\n`],
  ['in a Secret, in lines', (text) => `kind: Secret\ndata:\n  .env: |\n    ${lines(text, 76).join('\n    ')}\n`],
  ['in what GitHub answers when it is asked for a file', (text) => JSON.stringify({ content: `${lines(text, 60).join('\n')}\n`, encoding: 'base64' })],
  ['in a mail', (text) => `Content-Transfer-Encoding: base64\r\n\r\n${lines(text, 76).join('\r\n')}\r\n`],
  ['in a Secret of a registry', (text) => `.dockerconfigjson: ${base64(JSON.stringify({ auths: { host: { auth: base64(`user:${text}`) } } }))}`],
  ['in JSON as PHP writes it', (text) => JSON.stringify({ text }).replaceAll('/', String.raw`\/`)],
  ['in JSON as .NET writes it', (text) => JSON.stringify({ text }).replaceAll(/[+&<>']/g, (sign) => String.raw`\u00${sign.charCodeAt(0).toString(16).toUpperCase()}`)],
  ['in a URL', (text) => `https://go.acme-corp.io/?to=${encodeURIComponent(text)}&from=here`],
  ['in HTML', (text) => `<code>${text.replaceAll(/[&<>"'/]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</code>`],
]

describe.each(KINDS)('a token of %s is found', (kind) => {
  test.each(forms)('%s', (_, write) => {
    const scanned = scan({ bytes: Buffer.from(write(texts.get(kind) ?? '')), path: '' }, ruleset)
    expect(scanned.state === 'scanned' ? scanned.matches.map(({ token }) => token.kind.id) : []).toContain(kind)
  })
})

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function lines(text: string, width: number): readonly string[] {
  return base64(text).match(new RegExp(`.{1,${width}}`, 'g')) ?? []
}
