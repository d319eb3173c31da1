import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { examples } from '../../src/providers/google/examples.ts'
import { serviceAccountKey } from '../../src/providers/google/service-account.ts'

const keyFiles = examples.found.filter(({ kind }) => kind === serviceAccountKey.id)

test.each([
  ['a key file', 0],
  ['a key file inside JSON', 1],
])('%s tells the account and its project', (_, index) => {
  expect(serviceAccountKey.read?.(secretOf(index))).toEqual({
    owner: 'deployer@sample-project-4711.iam.gserviceaccount.com',
    account: 'sample-project-4711',
  })
})

test('a key whose account stands elsewhere tells nothing', () => {
  expect(serviceAccountKey.read?.(secretOf(2))).toEqual({})
})

test('an account that is no project of its own is told without one', () => {
  const secret = secretOf(0).replace(/deployer@.*$/, '4711-compute@developer.gserviceaccount.com')
  expect(serviceAccountKey.read?.(secret)).toEqual({ owner: '4711-compute@developer.gserviceaccount.com' })
})

function secretOf(index: number): string {
  return keyFiles[index]?.make(new Mint(index)).secret ?? ''
}
