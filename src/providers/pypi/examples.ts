import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'pypi/api-token',
      make(mint) {
        const secret = macaroon(mint, { location: 'pypi.org' })
        return { text: `[pypi]\n  username = __token__\n  password = ${secret}\n`, secret }
      },
    },
    {
      kind: 'pypi/api-token',
      make(mint) {
        const secret = macaroon(mint, { location: 'pypi.org', caveats: [[1, ['sampleproject']], [0, 1_893_456_000, 1_800_000_000]] })
        return { text: `TWINE_PASSWORD="${secret}" twine upload dist/*`, secret }
      },
    },
    {
      kind: 'pypi/api-token',
      make(mint) {
        const secret = `pypi-AgEIcHlwaS5vcmc${mint.chars(ALPHABET.base64url, 130)}`
        return { text: `https://__token__:${secret}@upload.pypi.org/legacy/`, secret }
      },
    },
    {
      kind: 'pypi/test-api-token',
      make(mint) {
        const secret = macaroon(mint, { location: 'test.pypi.org' })
        return { text: `password: ${secret}\r\nrepository-url: https://test.pypi.org/legacy/\r\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `pypi-AgEIcHlwaS5vcmc${mint.chars(ALPHABET.base64url, 30)}` },
    { why: 'it stands inside a longer word', make: (mint) => `my-${macaroon(mint, { location: 'pypi.org' })}` },
    { why: 'a placeholder', make: () => `pypi-AgEIcHlwaS5vcmc${'x'.repeat(150)}` },
    { why: 'a macaroon for another place', make: (mint) => macaroon(mint, { location: 'pypi.example' }) },
    { why: 'the beginning alone, as documentation shows it', make: () => 'starts with pypi-AgEIcHlwaS5vcmc and goes on' },
  ],
}

/** A macaroon of version 2 as PyPI makes it: location, identifier, caveats, signature. */
export function macaroon(mint: Mint, { location, caveats = [[3, uuid(mint)]] }: { readonly location: string; readonly caveats?: readonly unknown[] }): string {
  const sections = caveats.map((caveat) => Buffer.concat([field(2, JSON.stringify(caveat)), Buffer.of(0)]))
  const bytes = Buffer.concat([
    Buffer.of(2), field(1, location), field(2, uuid(mint)), Buffer.of(0), ...sections, Buffer.of(0), field(6, mint.bytes(32)),
  ])
  return `pypi-${bytes.toString('base64url')}`
}

function field(type: number, value: string | Buffer): Buffer {
  const data = Buffer.from(value)
  const length = data.length < 0x80 ? [data.length] : [(data.length & 0x7f) | 0x80, data.length >> 7]
  return Buffer.concat([Buffer.of(type, ...length), data])
}

function uuid(mint: Mint): string {
  return [8, 4, 4, 4, 12].map((length) => mint.hex(length)).join('-')
}
