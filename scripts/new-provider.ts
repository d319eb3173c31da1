// npm run new-provider -- <id>: a provider's folder and its test, and what is to be filled in there.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const id = process.argv[2] ?? ''
// What a policy file takes for a provider's id too.
if (!/^[a-z][a-z0-9]{0,19}(-[a-z0-9]{1,20}){0,4}$/.test(id) || id.length < 2) {
  fail(`usage: npm run new-provider -- <id>; an id is words of small letters and digits with hyphens between, such as acme-cloud, not "${id}"`)
}
const [folder, test] = [`src/providers/${id}`, `test/providers/${id}.test.ts`]
const there = [folder, test].find((path) => existsSync(at(path)))
if (there !== undefined) fail(`${there} is there already; nothing was written`)

const title = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
const prefix = `${id.replaceAll('-', '')}_`
mkdirSync(at(folder))
writeFileSync(at(`${folder}/index.ts`), index())
writeFileSync(at(`${folder}/tokens.ts`), tokens())
writeFileSync(at(`${folder}/examples.ts`), examples())
writeFileSync(at(test), testFile())
console.log(instructions())

function index(): string {
  return `import type { Provider } from '../../provider.ts'
import { tokens } from './tokens.ts'

export const provider: Provider = {
  id: '${id}',
  title: '${title}',
  docs: 'https://${id}.example/docs/tokens',
  hosts: [],
  tokens,
}
`
}

function tokens(): string {
  return `import type { TokenKind } from '../../provider.ts'

export const tokens: readonly TokenKind[] = [
  {
    id: '${id}/token',
    title: '${title} token',
    keywords: ['${prefix}'],
    pattern: /(?<![A-Za-z0-9])${prefix}[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
  },
]
`
}

function examples(): string {
  return `import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: '${id}/token',
      make(mint) {
        const secret = \`${prefix}\${mint.base62(32)}\`
        return { text: \`TOKEN=\${secret}\`, secret }
      },
    },
  ],
  ignored: [{ why: 'a token that is a character short', make: (mint) => \`${prefix}\${mint.base62(31)}\` }],
}
`
}

function testFile(): string {
  return `import { expect, test } from '@jest/globals'
import { provider } from '../../src/providers/${id}/index.ts'

// The contract test looks at examples and answers; here stands what only this provider has.
test('${title} is described where its docs say', () => {
  expect(provider.docs).not.toMatch(/\\.example\\//)
})
`
}

function instructions(): string {
  return `Wrote ${folder}/{index,tokens,examples}.ts and ${test}.
They stand for a token that nobody issues. Put in its place what the vendor documents:

  tokens.ts    One entry for each shape. The pattern is bounded on both sides and in every repeat.
               One of the keywords stands in every match, at its start (or see lookBehind): at least
               three characters, the rarer the better. A checksum where the vendor has one; read
               where the text itself tells an owner or an expiry.
  index.ts     title; docs: the vendor's page that describes its tokens; hosts: the only hosts that
               may ever see one, and none where nobody is asked.
  examples.ts  For each kind a text with a token, minted: no token ever stands in a file. Then texts
               that only look like one.

Where the vendor documents it, and only there:

  verify.ts    A call that changes nothing: request, read, and answers, which the vendor documents.
               A model: src/providers/stripe/verify.ts.
  revoke.ts    A call that revokes. A model: src/providers/slack/revoke.ts.
  oidc.ts      How a workflow lives without the stored secret. A model: src/providers/aws/oidc.ts.

Every word of the contract is explained in src/provider.ts. Then:

  npm run generate      puts the provider on the list and into the docs
  npm run check         types and lint
  npm run jest -- test/providers -t ${id}
                        the contract, and ${test}: it fails
                        until docs is a real page; add to it what only this provider has
`
}

function at(path: string): string {
  return fileURLToPath(new URL(path, root))
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
