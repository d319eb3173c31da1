import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { ALPHABET, Mint } from '../../src/lib/mint.ts'
import type { TokenKind } from '../../src/provider.ts'
import { assigned } from '../../src/providers/generic/assigned.ts'
import { drawn } from '../../src/providers/generic/drawn.ts'
import { jwt } from '../../src/providers/generic/jwt.ts'
import { privateKey } from '../../src/providers/generic/private-key.ts'
import { urlPassword } from '../../src/providers/generic/url-password.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'

function secretsIn(text: string, kind: TokenKind): readonly string[] {
  const scanned = scan({ bytes: Buffer.from(text), path: 'file' }, compile([kind]))
  return scanned.state === 'scanned' ? scanned.matches.map(({ token }) => token.secret.reveal()) : []
}

describe('kind and size of a private key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  const locked = { cipher: 'aes-128-cbc', passphrase: 'of a test' } as const

  test.each([
    ['RSA, PKCS #1', rsa.export({ type: 'pkcs1', format: 'pem' }), { type: 'RSA', bits: '2048', encrypted: 'no' }],
    ['RSA, PKCS #8', rsa.export({ type: 'pkcs8', format: 'pem' }), { type: 'RSA', bits: '2048', encrypted: 'no' }],
    ['RSA, encrypted PKCS #8', rsa.export({ type: 'pkcs8', format: 'pem', ...locked }), { encrypted: 'yes' }],
    ['RSA, encrypted PEM', rsa.export({ type: 'pkcs1', format: 'pem', ...locked }), { type: 'RSA', encrypted: 'yes' }],
    ['an elliptic curve, SEC 1', ec.export({ type: 'sec1', format: 'pem' }), { type: 'EC', bits: '384', encrypted: 'no' }],
    ['an elliptic curve, PKCS #8', ec.export({ type: 'pkcs8', format: 'pem' }), { type: 'EC', bits: '384', encrypted: 'no' }],
    ['Ed25519', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { type: 'Ed25519', bits: '256', encrypted: 'no' }],
    ['X448', generateKeyPairSync('x448').privateKey.export({ type: 'pkcs8', format: 'pem' }), { type: 'X448', bits: '448', encrypted: 'no' }],
    ['OpenSSH, RSA', openssh('none', ['ssh-rsa', Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0, 0x80]), Buffer.alloc(383, 7)])]), { type: 'RSA', bits: '3072', encrypted: 'no' }],
    ['OpenSSH, encrypted', openssh('aes256-ctr', ['ssh-ed25519', Buffer.alloc(32, 7)]), { type: 'Ed25519', bits: '256', encrypted: 'yes' }],
    ['OpenSSH, a curve', openssh('none', ['ecdsa-sha2-nistp521', 'nistp521', Buffer.alloc(133, 7)]), { type: 'EC', bits: '521', encrypted: 'no' }],
  ])('%s', (_, pem, detail) => {
    const [secret, ...more] = secretsIn(`a\n${pem.toString()}\nb`, privateKey)
    expect(more).toHaveLength(0)
    expect(privateKey.read?.(secret ?? '')).toEqual({ detail })
  })

  const pem = ec.export({ type: 'sec1', format: 'pem' }).toString().trim()

  test.each([
    ['indented in YAML', pem.replaceAll('\n', '\n      '), (text: string) => `key: |\n      ${text}\n`],
    ['in one line of .env', pem.replaceAll('\n', String.raw`\n`), (text: string) => `KEY="${text}"`],
    ['in JSON inside JSON', pem.replaceAll('\n', String.raw`\\n`), (text: string) => String.raw`"{\"key\":\"${text}\"}"`],
    ['as strings that are joined', pem.replaceAll('\n', '\\n" +\n  "'), (text: string) => `const key = "${text}"`],
    ['with CRLF', pem.replaceAll('\n', '\r\n'), (text: string) => text],
    ['with blanks for line ends', pem.replaceAll('\n', ' '), (text: string) => `KEY='${text}'`],
    ['in a comment', pem.replaceAll('\n', '\n// '), (text: string) => `// ${text}`],
  ])('a key stands %s', (_, secret, around) => {
    expect(secretsIn(around(secret), privateKey).map((text) => text === secret)).toEqual([true])
    expect(privateKey.read?.(secret)).toEqual({ detail: { type: 'EC', bits: '384', encrypted: 'no' } })
  })
})

describe('what a JWT tells', () => {
  test.each([
    ['its issuer and times', { iss: 'https://id.acme-corp.io', iat: 1_700_000_000, exp: 1_700_003_600 }, { issuer: 'https://id.acme-corp.io' }, '2023-11-14T23:13:20.000Z'],
    ['no issuer that is not plain', { iss: 'a\n[b](c)', exp: 1_700_003_600 }, {}, '2023-11-14T23:13:20.000Z'],
    ['no issuer without end', { iss: 'a'.repeat(201) }, {}, undefined],
    ['no time in milliseconds', { iss: 'x', exp: 1_700_003_600_000 }, { issuer: 'x' }, undefined],
    ['no time that is none', { iss: 'x', exp: 1e30 }, { issuer: 'x' }, undefined],
    ['no time that is an object', { iss: 'x', exp: {} }, { issuer: 'x' }, undefined],
  ])('%s', (_, claims, detail, expires) => {
    const token = new Mint('jwt').jwt(claims)
    expect(secretsIn(`?token=${token}&x`, jwt)).toHaveLength(1)
    expect(jwt.read?.(token)?.detail).toEqual({ algorithm: 'RS256', ...detail })
    expect(jwt.read?.(token)?.expires).toBe(expires)
  })

  test.each(['%20', '=', '"', ' ', ':', '/', '(', '\n'])('it is found behind %j', (before) => {
    expect(secretsIn(`x${before}${new Mint('jwt').jwt({ sub: 'x1' })}`, jwt)).toHaveLength(1)
  })
})

describe('drawn at random or of words', () => {
  const printable = '!#$%&()*+-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~'

  test.each([
    ['32 letters and digits', (mint: Mint) => mint.base62(32), 0.995],
    ['20 letters and digits', (mint: Mint) => mint.base62(20), 0.98],
    ['32 hexadecimal digits', (mint: Mint) => mint.hex(32), 0.995],
    ['40 hexadecimal digits', (mint: Mint) => mint.hex(40), 0.995],
    ['24 small letters and digits', (mint: Mint) => mint.chars(ALPHABET.lower + ALPHABET.digit, 24), 0.98],
    ['32 bytes in base64', (mint: Mint) => mint.bytes(32).toString('base64'), 0.995],
    ['32 characters of base32', (mint: Mint) => mint.chars(ALPHABET.base32, 32), 0.99],
    ['16 printable characters', (mint: Mint) => mint.chars(printable, 16), 0.9],
    ['a UUID', (mint: Mint) => mint.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), 0.995],
    ['base64 around it', (mint: Mint) => Buffer.from(mint.base62(32)).toString('base64'), 0.99],
  ])('%s are nearly always seen as drawn', (_, make, share) => {
    const mint = new Mint('recall')
    const seen = Array.from({ length: 1000 }, () => drawn(make(mint))).filter((answer) => answer === 'at-random')
    expect(seen.length / 1000).toBeGreaterThanOrEqual(share)
  })

  test.each(['Summer2023!', 'Gr33nT3a!', 'W1nterIsC0ming!', 'J7$dk29sLq!'])('a password as people make them: %s', (text) => {
    expect(drawn(text)).toBe('at-random')
  })

  test.each([
    'getAccessTokenFromRequest', 'ACCESS_TOKEN_SECRET_NAME', 'my-app-production-secret', 'configuration.security.password', 'aws/secretsmanager/database',
    'AES256-GCM-SHA384', 'application/json', 'us-east-1', 'v1.24.3', '2024-01-31T12:00:00Z', '4102444800', '0x8004741c', '3a3ea4f5', 'no-reply@acme-corp.io',
    'sha256:9f86d081884c7d659a2feaa0c55ad015', '$2y$10$abcdefghijklmnopqrstuv', 'postgres://db/app', './keys/server.key', 'C:\\keys\\server.pfx', '${TOKEN}',
    '{{ .Values.token }}', '<your-token>', '%(token)s', '__TOKEN__', '********', 'xxxxxxxxxxxx', '1a2b3c4d5e6f7g8h', 'abcdef0123456789', 'qwertyuiop12345', 'Passw0rd!',
    'changeme123', 'correcthorsebatterystaple', 'correct-horse', 'TODO-replace-me', 'dGVzdC1wYXNzd29yZA==', 'foo123bar456', 'test1234', 'your-256-bit-secret', 'SharedAccessKeyName',
    'System.Security.Cryptography', 'GrantedServiceAccount', 'storage.KeySwiftDomainName', 'undefined', 'Bearer', 'authorization_code', 'urn:ietf:params:oauth', 'Jobs[-1].JobId2x', '[A-Za-z0-9._~+/-]+=*', '%.*s4-HMAC-SHA256',
  ])('words, addresses and stand-ins are not: %s', (text) => {
    expect(drawn(text)).toBe('of-words')
  })
})

describe('names that call a value secret', () => {
  const value = `${new Mint('names').base62(27)}9a3`

  test.each([
    'SECRET=X', 'secret: X', 'secret: "X"', "secret = 'X'", 'secret := "X"', "'secret' => 'X'", '"secret":"X"', 'secret=`X`', 'export API_KEY=X;', 'MY_API_KEY=X # of ours',
    'apikey: X', 'api-key = "X"', 'accessKey = "X"', 'private_key: X', 'db.password=X', 'spring.datasource.password = X', 'passwd=X', '<password>X</password>', 'passphrase: "X"',
    'Authorization: Bearer X', '-H "Authorization: token X"', 'auth_token = X', '_authToken=X', '$_ENV["SECRET"] = "X"', 'os.environ["TOKEN"] = "X"', 'password: str = "X"',
    'private static final String PASSWORD = "X";', 'if (password == "X") {', 'credentials: X', 'encryption_key: X', 'https://acme-corp.io/?access_token=X&a=b', 'Pwd=X;Database=a',
    String.raw`{\"password\":\"X\"}`, 'const { token = "X" } = options', 'app_key: X', 'ENV SIGNING_KEY="X"', '<token>X</token>', 'secret ||= "X"',
  ])('%s', (text) => {
    const found = secretsIn(text.replace('X', value), assigned)
    expect(found.map((secret) => secret === value)).toEqual([true])
  })

  test.each([
    'secret_name = "X"', 'tokenUrl: "X"', 'password_hash = "X"', 'secretId: X', 'public_token = "X"', 'nextPageToken: "X"', 'csrf_token: "X"', 'author: "X"', 'authority = "X"',
    'tokenizer = "X"', 'API_KEY_ID=X', 'apiKeyRef: X', 'secret\n= "X"', 'my secret "X"', 'token = f("X")', 'X-Amz-Credential=X', 'PublicKeyToken=X', 'tokens = ["X"]', 'password = obj["X"]',
    'secret: "X and more words"', 'api.svg?token=X', 'ClientRequestToken: "X"', 'algolia: { apiKey: "X"', "app_id: 'D1BPLZHGYQ',\n  api_key: 'X'",
  ])('not %s', (text) => {
    expect(secretsIn(text.replace('X', value), assigned)).toHaveLength(0)
  })
})

test.each([
  ['mongodb+srv://app:P@cluster0.ab1cd.mongodb.net/x', 1], ['jdbc:postgresql://app:P@10.0.0.7/x', 1], ['amqps://:P@mq', 1], ['https://P:x-oauth-basic@acme-corp.io', 0],
  ['ftp://app:P@localhost', 0], ['http://app:P@127.0.0.1', 0], ['http://app:P@sub.example.org', 0], ['http://app:P@yourhost', 0], ['//app:P@acme-corp.io', 0], ['http://app:P/@acme-corp.io', 0],
])('a password in %s: %d', (url, count) => {
  expect(secretsIn(url.replace('P', new Mint('url').base62(18)), urlPassword)).toHaveLength(count)
})

/** An OpenSSH key of these public fields and no secret ones: https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key */
function openssh(cipher: string, publicFields: readonly (string | Buffer)[]): string {
  const fields = [cipher, cipher === 'none' ? 'none' : 'bcrypt', ''].map(field)
  const body = [Buffer.from('openssh-key-v1\0'), ...fields, Buffer.from([0, 0, 0, 1]), field(Buffer.concat(publicFields.map(field))), field(Buffer.alloc(128, 3))]
  const lines = Buffer.concat(body).toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----'].join('\n')
}

function field(content: string | Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(content))
  return Buffer.concat([length, Buffer.from(content)])
}
