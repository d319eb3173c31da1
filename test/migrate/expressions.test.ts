import { expect, test } from '@jest/globals'
import { expressionsOf, isBare, referencesOf } from '../../src/migrate/expressions.ts'

test.each([
  ['none', 'plain text', []],
  ['one', '${{ secrets.X }}', ['secrets.X']],
  ['two with text around', 'a ${{ x }}-${{ y }} b', ['x', 'y']],
  ['a string with braces', "${{ format('{0}}}', x) }}!", ["format('{0}}}', x)"]],
  ['one that does not end', '${{ secrets.X }', []],
])('%s', (_, text, bodies) => {
  expect(expressionsOf(text).map(({ body }) => body)).toEqual(bodies)
})

test.each([
  ['secrets.TOKEN', ['TOKEN']],
  ['secrets . token', ['TOKEN']],
  ["secrets['npm-token']", ['NPM-TOKEN']],
  ['secrets.A || secrets.B', ['A', 'B']],
  ['secrets[matrix.name]', ['*']],
  ['toJSON(secrets)', ['*']],
  ["format('secrets.X', 1)", []],
  ['env.secrets.X', []],
  ['my-secrets.X', []],
  ['github.token', []],
])('the secrets in %s', (body, names) => {
  expect(referencesOf(body, 'secrets')).toEqual(names)
})

test.each([
  ['secrets.X', true], ["secrets['X']", true], ["secrets.X != ''", false], ['secrets.X || y', false], ['secrets', false],
])('%s is nothing but a reference: %s', (body, bare) => {
  expect(isBare(body)).toBe(bare)
})
