import { expect, test } from '@jest/globals'
import { baseName } from '../../src/recipes/names.ts'

const drop = new Set(['SA', 'KEY', 'JSON'])

test.each([
  ['GCP_SA_KEY', [], 'GCP'],
  ['PROD_GCP_SA_KEY', ['GCP_SA_KEY'], 'PROD_GCP'],
  ['SA_KEY', [], 'GCP'],
  ['_SA_KEY', [], 'GCP'],
  ['GITHUB_SA_KEY', [], 'GCP_GITHUB'],
  ['2ND_SA_KEY', [], 'GCP_2ND'],
  ['GCP_SA_KEY', ['GCP_JSON'], 'GCP_SA_KEY'],
  ['GCP_SA_KEY', ['GCP_SA_KEY'], 'GCP'],
])('%s beside %j is called %s', (secret, others, expected) => {
  expect(baseName(secret, { others, drop, fallback: 'GCP' })).toBe(expected)
})
