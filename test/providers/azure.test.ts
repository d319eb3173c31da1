import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import type { Facts } from '../../src/provider.ts'
import { provider } from '../../src/providers/azure/index.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'

const rules = compile(provider.tokens)
const signature = encodeURIComponent(new Mint('azure').bytes(32).toString('base64'))

describe('what a shared access signature tells', () => {
  test.each([
    ['its expiry to the second', 'se=2030-02-01T08:30:00Z', { expires: '2030-02-01T08:30:00.000Z' }],
    ['its expiry with escapes', 'se=2030-02-01T08%3A30%3A00Z', { expires: '2030-02-01T08:30:00.000Z' }],
    ['its expiry to the day', 'se=2030-02-01', { expires: '2030-02-01T00:00:00.000Z' }],
    ['no expiry where a stored policy has it', 'si=readers', {}],
    ['no expiry where it is none', 'se=soon', {}],
    ['its permissions', 'sp=rwl', { scopes: ['read', 'write', 'list'] }],
    ['that p is processing for an account', 'ss=q&sp=p', { scopes: ['process'] }],
    ['that p is permissions for a directory', 'sr=d&sp=p', { scopes: ['permissions'] }],
    ['a letter that is not known as it is', 'sp=r7', { scopes: ['read', '7'] }],
  ])('%s', (_, parameters, expected) => {
    const { expires, scopes } = factsOf(`sv=2024-11-04&${parameters}&sig=${signature}`) ?? {}
    expect({ expires, scopes }).toEqual(expected)
  })

  test('never its signature', () => {
    const told = JSON.stringify(factsOf(`sv=2024-11-04&se=2030-01-01&sp=r&sig=${signature}&sip=10.0.0.1`))
    expect(told).toContain('10.0.0.1')
    expect(told).not.toContain(decodeURIComponent(signature).slice(0, 8))
  })

  test.each([
    ['HTML', '&amp;'],
    ['JSON', '\\u0026'],
  ])('all of it with the ampersands of %s', (_, and) => {
    const text = `sv=2024-11-04&se=2030-01-01&sp=r&sig=${signature}`.replaceAll('&', and)
    expect(factsOf(text)).toEqual({ expires: '2030-01-01T00:00:00.000Z', scopes: ['read'], detail: {} })
  })
})

test.each([
  ['a storage account', 'DefaultEndpointsProtocol=https;AccountName=sample;AccountKey=', 'azure/storage-key'],
  ['Cosmos DB', 'AccountEndpoint=https://sample.documents.azure.com:443/;AccountKey=', 'azure/cosmos-key'],
])('the key in a connection string of %s is known as such', (_, before, kind) => {
  const key = new Mint(kind).bytes(64).toString('base64')
  expect(found(`${before}${key};`).map((match) => match.token.kind.id)).toEqual([kind])
})

/** The facts of the one token in the text, if there is one. */
function factsOf(text: string): Facts | undefined {
  const [match] = found(`https://sample.blob.core.windows.net/files?${text}`)
  return match && match.token.kind.read?.(match.token.secret.reveal())
}

function found(text: string) {
  const scanned = scan({ bytes: Buffer.from(text), path: 'settings' }, rules)
  return scanned.state === 'scanned' ? scanned.matches : []
}
