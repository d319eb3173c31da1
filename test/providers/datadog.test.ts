import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Token } from '../../src/provider.ts'
import { provider } from '../../src/providers/datadog/index.ts'

const forbidden = { status: 403, headers: {}, body: '', json: { errors: ['Forbidden'] } }

test.each([
  ['the first site', {}, 'https://api.datadoghq.com/api/v1/validate'],
  ['the site that the operator names', { site: 'datadoghq.eu' }, 'https://api.datadoghq.eu/api/v1/validate'],
])('a key is shown to %s', (_, context, url) => {
  expect(provider.verify?.request(token(context), new Date())).toMatchObject({ method: 'GET', url })
})

test('a key is shown to no site that is not Datadog\'s', () => {
  expect(provider.verify?.request(token({ site: 'datadoghq.com.example' }), new Date())).toBe('cannot-ask')
})

test('a refusal says that a key is dead only where its site is known', () => {
  expect(provider.verify?.read(forbidden, token({ site: 'datadoghq.eu' }))).toEqual({ state: 'dead' })
  expect(provider.verify?.read(forbidden, token({}))).toBeUndefined()
})

function token(context: Token['context']): Token {
  const kind = provider.tokens.find(({ id }) => id === 'datadog/api-key')
  if (!kind) throw new Error('there is no such kind')
  return { kind, secret: Secret.of(new Mint('datadog').hex(32)), parts: {}, context }
}
