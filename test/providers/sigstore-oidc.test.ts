import { expect, test } from '@jest/globals'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'

testReadme('sigstore')

const SIGN = `on: push
jobs:
  sign:
    runs-on: ubuntu-latest
    steps:
      - run: cosign sign --key env://COSIGN_PRIVATE_KEY image
        env:
          COSIGN_PRIVATE_KEY: \${{ secrets.COSIGN_PRIVATE_KEY }}
`

test.each([
  ['public', 'one'], ['private', 'another'], ['internal', 'another'], [undefined, 'one'],
] as const)('a %s repository hears %s word', async (visibility, word) => {
  const { items } = await plan(SIGN, visibility === undefined ? {} : { visibility })
  expect(items[0]?.reason.includes('This repository is not public') ? 'another' : 'one').toBe(word)
})

test('a public key and other programs\' passwords are none of its business', async () => {
  const { items } = await plan(SIGN.replace('cosign sign --key env://COSIGN_PRIVATE_KEY image', 'openssl sign').replaceAll('COSIGN_PRIVATE_KEY', 'COSIGN_PUBLIC_KEY'))
  expect(items).toEqual([])
})
