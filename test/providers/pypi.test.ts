import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { macaroon } from '../../src/providers/pypi/examples.ts'
import { readMacaroon } from '../../src/providers/pypi/macaroon.ts'

const user = '00000000-0000-4000-8000-000000000001'

// The caveats, new and old, of warehouse/macaroons/caveats in PyPI's source.
test.each([
  ['whose it is', [[3, user]], { account: user, scopes: ['user'] }],
  ['for which projects', [[1, ['one', 'two']]], { scopes: ['project:one', 'project:two'] }],
  ['for which projects by id', [[2, [user]]], { scopes: [`project-id:${user}`] }],
  ['until when', [[0, 1_893_456_000, 1_800_000_000]], { expires: '2030-01-01T00:00:00.000Z' }],
  ['all its caveats', [[1, ['one']], [0, 1_893_456_000, 1]], { scopes: ['project:one'], expires: '2030-01-01T00:00:00.000Z' }],
  ['an old caveat for all projects', [{ version: 1, permissions: 'user' }], { scopes: ['user'] }],
  ['an old caveat for some', [{ version: 1, permissions: { projects: ['one'] } }], { scopes: ['project:one'] }],
  ['an old caveat with an expiry', [{ nbf: 1, exp: 1_893_456_000 }], { expires: '2030-01-01T00:00:00.000Z' }],
  ['nothing of a caveat that is not known', [[99, 'x']], {}],
  ['nothing without caveats', [], {}],
])('a token tells %s', (_, caveats, expected) => {
  expect(readMacaroon(macaroon(new Mint('pypi'), { location: 'pypi.org', caveats }))).toEqual(expected)
})

test.each([
  ['is no macaroon', `pypi-AgEIcHlwaS5vcmc${new Mint('noise').base62(120)}`],
  ['is of another version', `pypi-${Buffer.from([1, 2, 3]).toString('base64url')}`],
  ['is cut off', macaroon(new Mint('pypi'), { location: 'pypi.org' }).slice(0, 60)],
])('a text that %s tells nothing', (_, text) => {
  expect(readMacaroon(text)).toEqual({})
})
