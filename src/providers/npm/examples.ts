import { base62 } from '../../lib/base62.ts'
import { crc32 } from '../../lib/crc32.ts'
import type { Mint } from '../../lib/mint.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'npm/access-token',
      make(mint) {
        const secret = modern(mint)
        return { text: `//${NPM_HOST}/:_authToken=${secret}\n`, secret }
      },
    },
    {
      kind: 'npm/access-token',
      make(mint) {
        const secret = modern(mint)
        return { text: `env:\n  NODE_AUTH_TOKEN: "${secret}"\n`, secret }
      },
    },
    {
      kind: 'npm/access-token-long',
      make(mint) {
        const secret = long(mint)
        return { text: `NPM_TOKEN='${secret}'`, secret }
      },
    },
    {
      kind: 'npm/legacy-token',
      make(mint) {
        const secret = uuid(mint)
        return { text: `//${NPM_HOST}/:_authToken=${secret}\nalways-auth=true\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'the checksum is wrong', make: (mint) => spoiled(modern(mint)) },
    { why: 'it is too short', make: (mint) => modern(mint).slice(0, -1) },
    { why: 'it stands inside a longer name', make: (mint) => `my_${modern(mint)}` },
    { why: 'a placeholder', make: () => 'npm_' + 'x'.repeat(36) },
    { why: 'a UUID that is no token', make: (mint) => `"id": "${uuid(mint)}"` },
    { why: 'a variable instead of a token', make: () => `//${NPM_HOST}/:_authToken=\${NPM_TOKEN}` },
    { why: 'a setting of npm in the environment', make: () => 'npm_config_registry npm_lifecycle_event npm_package_version' },
  ],
}

function modern(mint: Mint): string {
  const random = mint.base62(30)
  return 'npm_' + random + base62(crc32(random), 6)
}

function long(mint: Mint): string {
  return 'npm_' + mint.base62(37) + 'aZ7'
}

function spoiled(token: string): string {
  return token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
}

function uuid(mint: Mint): string {
  return [8, 4, 4, 4, 12].map((length) => mint.hex(length)).join('-')
}
