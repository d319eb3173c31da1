import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { provider } from '../../src/providers/npm/index.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'

// A token of another registry must never be sent to npm's.
test.each([
  [NPM_HOST, ['npm/legacy-token']],
  ['npm.pkg.github.com', []],
  [`${NPM_HOST}.example.com`, []],
  [NPM_HOST.replace('.', '-'), []],
])('a UUID that an .npmrc keeps for %s is of the kinds %j', (host, kinds) => {
  const mint = new Mint(host)
  const uuid = [8, 4, 4, 4, 12].map((length) => mint.hex(length)).join('-')
  const scanned = scan({ bytes: Buffer.from(`//${host}/:_authToken=${uuid}\n`), path: '.npmrc' }, compile(provider.tokens))
  expect(scanned.state === 'scanned' && scanned.matches.map(({ token }) => token.kind.id)).toEqual(kinds)
})
