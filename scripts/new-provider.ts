// npm run new-provider -- <id>: a provider's folder and test, with what is to be filled in said at the end.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
const id = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9-]{1,30}$/.test(id)) fail(`usage: npm run new-provider -- <id>, an id of lower-case letters, digits and hyphens; found "${id}"`)
const folder = fileURLToPath(new URL(`src/providers/${id}/`, root))
if (existsSync(folder)) fail(`src/providers/${id} is there already; nothing was written`)

const title = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
mkdirSync(folder)
const written = Object.entries({ 'index.ts': index(), 'tokens.ts': tokens(), 'examples.ts': examples() })
for (const [name, text] of written) writeFileSync(folder + name, text)
writeFileSync(fileURLToPath(new URL(`test/providers/${id}.test.ts`, root)), testFile())
console.log(`Wrote src/providers/${id}/{${written.map(([name]) => name).join(',')}} and test/providers/${id}.test.ts.

Now fill in:
  1. tokens.ts    the token's shape: keywords, a bounded pattern, a checksum where the vendor has one.
  2. index.ts     docs: the vendor's page that describes the token. hosts: the only hosts that may see it.
  3. examples.ts  a minted token of each kind in a text, and texts that only look like one.
  4. verify.ts    (if the vendor documents a harmless call) request, read, answers; see src/providers/gitlab/verify.ts.
  5. npm run generate, then: npm run jest -- test/providers -t ${id}
`)

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
    keywords: ['${id.replaceAll('-', '')}_'],
    pattern: /(?<![A-Za-z0-9])${id.replaceAll('-', '')}_[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
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
        const secret = '${id.replaceAll('-', '')}_' + mint.base62(32)
        return { text: \`TOKEN=\${secret}\`, secret }
      },
    },
  ],
  ignored: [{ why: 'too short', make: (mint) => '${id.replaceAll('-', '')}_' + mint.base62(31) }],
}
`
}

function testFile(): string {
  return `import { expect, test } from '@jest/globals'
import { provider } from '../../src/providers/${id}/index.ts'

// The contract test covers examples and documented answers; here stands what only this provider has.
test('${title} names the page that describes its tokens', () => {
  expect(new URL(provider.docs).hostname).not.toMatch(/\\.example$/)
})
`
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
