import { describe, expect, test } from '@jest/globals'
import { ALPHABET, Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'
import type { Token } from '../../src/provider.ts'
import { accountOf } from '../../src/providers/aws/account.ts'
import { provider } from '../../src/providers/aws/index.ts'
import { authorization, signingKey } from '../../src/providers/aws/sigv4.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'

// The example of https://docs.aws.amazon.com/general/latest/gr/sigv4-calculate-signature.html, in pieces.
const DOCUMENTED = ['wJalrXUtnFEMI', 'K7MDENG+bPxRfiCY'].join('/') + 'EXAMPLEKEY'
const NOON = new Date('2026-11-21T12:00:00.000Z')

describe('the signature', () => {
  test('derives the documented key', () => {
    const key = signingKey(['20150830', 'us-east-1', 'iam', 'aws4_request'], DOCUMENTED)
    expect(key.toString('hex')).toBe('c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9')
  })

  test('is the documented one for the documented request', () => {
    const signing = {
      method: 'GET', path: '/', query: 'Action=ListUsers&Version=2010-05-08', body: '',
      headers: {
        'x-amz-date': '20150830T123600Z', host: 'iam.amazonaws.com',
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      region: 'us-east-1', service: 'iam', keyId: 'AKIDEXAMPLE',
    } as const
    expect(authorization(signing, DOCUMENTED)).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, '
        + 'Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    )
  })
})

describe('the account in an id', () => {
  test.each([
    ['a long-lived key', ['AKIA', 'SP2TPHJS', 'QH3FJXYZ'], '171436882533'],
    ['a temporary key', ['ASIA', 'QNZGKIQY', '56JQ7WML'], '029608264753'],
    ['a key of before 2019', ['AKIA', 'IP2TPHJS', 'QH3FJXYZ'], undefined],
    ['a number that no account has', ['AKIA', '77777777', '77777777'], undefined],
  ])('is read for %s', (_, pieces, account) => {
    expect(accountOf(pieces.join(''))).toBe(account)
  })
})

describe('a key and its halves', () => {
  const mint = new Mint('halves')
  const [id, secret] = [`AKIA${mint.chars(ALPHABET.base32, 16)}`, mint.base62(40)]
  test.each([
    ['on two lines are a pair', `aws_access_key_id=${id}\naws_secret_access_key=${secret}\n`, ['aws/access-key']],
    ['in the other order are a pair', `aws_secret_access_key: "${secret}"\n\n\naws_access_key_id: "${id}"\n`, ['aws/access-key']],
    [
      'ten lines apart are two', `aws_access_key_id=${id}${'\n'.repeat(10)}aws_secret_access_key=${secret}`,
      ['aws/access-key-id', 'aws/secret-access-key'],
    ],
    ['are no pair where a hash stands for the secret', `${mint.hex(40)} ${id}\naws_secret_key=${mint.hex(40)}`, ['aws/access-key-id']],
    ['are no pair where the length is another', `${id}\naws_secret_access_key=${mint.base62(41)}`, ['aws/access-key-id']],
    ['are one where the secret is stored elsewhere', `aws_access_key_id=${id}\naws_secret_access_key=$SECRET`, ['aws/access-key-id']],
  ])('%s', (_, text, kinds) => {
    const scanned = scan({ bytes: Buffer.from(text), path: 'credentials' }, compile(provider.tokens))
    expect(scanned.state === 'scanned' && scanned.matches.map(({ token }) => token.kind.id)).toEqual(kinds)
  })
})

describe('the question to STS', () => {
  test('carries a signature and no secret key', () => {
    const token = tokenOf('aws/access-key', ['secret'])
    const request = provider.verify?.request(token, NOON)
    if (request === undefined || typeof request === 'string') throw new TypeError('no request')
    const sent = [request.url, request.body, ...Object.values(request.headers ?? {})]
      .map((part) => part instanceof Secret ? part.reveal() : part).join('\n')
    expect(sent).not.toContain(token.parts['secret']?.reveal())
    expect(request.headers).toMatchObject({ 'x-amz-date': '20261121T120000Z' })
    expect(sent).toContain(`Credential=${token.secret.reveal()}/20261121/us-east-1/sts/aws4_request, SignedHeaders=content-type;host;`)
    expect(sent).toMatch(/Signature=[0-9a-f]{64}/)
    expect(JSON.stringify(request)).not.toContain('AKIA')
  })

  test('signs the session token of a temporary key', () => {
    const request = provider.verify?.request(tokenOf('aws/temporary-access-key', ['secret', 'session']), NOON)
    if (request === undefined || typeof request === 'string') throw new TypeError('no request')
    const header = request.headers?.['authorization']
    expect(header instanceof Secret && header.reveal()).toMatch(/SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,/)
    expect(request.headers?.['x-amz-security-token']).toBeInstanceOf(Secret)
  })

  test.each([
    ['an id alone', 'aws/access-key-id', []],
    ['a secret alone', 'aws/secret-access-key', []],
    ['a temporary key without its session token', 'aws/temporary-access-key', ['secret']],
  ])('is not asked for %s', (_, kind, parts) => {
    expect(provider.verify?.request(tokenOf(kind, parts), NOON)).toBe('incomplete')
  })
})

function tokenOf(id: string, parts: readonly string[]): Token {
  const kind = provider.tokens.find((token) => token.id === id)
  if (kind === undefined) throw new TypeError(`no kind ${id}`)
  const mint = new Mint(id)
  const prefix = id === 'aws/temporary-access-key' ? 'ASIA' : 'AKIA'
  return {
    kind,
    secret: Secret.of(prefix + mint.chars(ALPHABET.base32, 16)),
    parts: Object.fromEntries(parts.map((name) => [name, Secret.of(mint.base62(40))])),
    context: {},
  }
}
