import { generateKeyPairSync } from 'node:crypto'
import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { CounterExample, Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    key('in a file', (mint) => rsa('pkcs1', mint)),
    key('of PKCS #8', (mint) => rsa('pkcs8', mint)),
    key('of an elliptic curve', () => curve()),
    key('of Ed25519', () => ed25519()),
    key('with a passphrase', () => encrypted()),
    key('in JSON', () => ed25519().replaceAll('\n', String.raw`\n`)),
    key('of OpenSSH', openssh),
    jwt((token) => `Authorization: Bearer ${token}\n`),
    jwt((token) => `https://api.acme-corp.io/report?access_token=${token}&page=2`),
    urlPassword((password) => `DATABASE_URL=postgres://app:${password}@db-7.acme-corp.io:5432/orders\n`),
    urlPassword((password) => `redis_url: "rediss://:${password}@cache.acme-corp.io:6379/0"`),
    urlPassword((password) => `git clone https://deploy:${password}@git.acme-corp.io/site.git`),
    assigned((secret) => `SESSION_SECRET=${secret}\n`),
    assigned((secret) => `  "apiKey": "${secret}",\n`),
    assigned((secret) => `password: '${secret}'`),
    assigned((secret) => `const authToken: string = \`${secret}\``),
    assigned((secret) => `config['client_secret'] => "${secret}"`),
    assigned((secret) => `define('AUTH_KEY', '${secret}');`),
    assigned((secret) => `<add key="ServiceSecret" value="${secret}" />`),
    assigned((secret) => `<db-password>${secret}</db-password>`),
    assigned((secret) => `Server=sql-1;User Id=app;Password=${secret};Encrypt=true`),
    assigned((secret) => `headers = {"X-Auth-Token": "${secret}"}`),
    assigned((secret) => String.raw`"{\"credential\": \"${secret}\"}"`),
  ],
  ignored: [...keysThatAreNone(), ...urlsThatAreNone(), ...assignedOtherwise(), ...jwtsThatAreNone()],
}

function key(where: string, make: (mint: Mint) => string): Example {
  return {
    kind: 'generic/private-key',
    make(mint) {
      const secret = make(mint)
      return { text: `# a key ${where}\nkey = "${secret}"\n`, secret }
    },
  }
}

function rsa(type: 'pkcs1' | 'pkcs8', mint: Mint): string {
  const modulusLength = 1024 + 64 * mint.below(2)
  return generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ type, format: 'pem' }).toString().trim()
}

function curve(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString().trim()
}

function ed25519(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim()
}

function encrypted(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'of a test' }).toString().trim()
}

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key, unencrypted, of random bytes. */
function openssh(mint: Mint): string {
  const publicKey = Buffer.concat([field('ssh-ed25519'), field(mint.bytes(32))])
  const fields = [field('none'), field('none'), field(''), Buffer.from([0, 0, 0, 1]), field(publicKey), field(mint.bytes(136))]
  const lines = Buffer.concat([Buffer.from('openssh-key-v1\0'), ...fields]).toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----'].join('\n')
}

function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function jwt(around: (token: string) => string): Example {
  return {
    kind: 'generic/jwt',
    make(mint) {
      const secret = mint.jwt({ iss: 'https://login.acme-corp.io', sub: mint.hex(12), exp: 1_800_000_000 })
      return { text: around(secret), secret }
    },
  }
}

function urlPassword(around: (password: string) => string): Example {
  return {
    kind: 'generic/url-password',
    make(mint) {
      const secret = `${mint.base62(20)}!`
      return { text: around(secret), secret }
    },
  }
}

function assigned(around: (secret: string) => string): Example {
  return {
    kind: 'generic/assigned',
    make(mint) {
      const secret = `${mint.chars(ALPHABET.alnum, 31)}7`
      return { text: around(secret), secret }
    },
  }
}

function keysThatAreNone(): readonly CounterExample[] {
  return [
    { why: 'a public key', make: () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    { why: 'the lines of a key without the key', make: () => 'BEGIN = "-----BEGIN PRIVATE KEY-----"\nEND = "-----END PRIVATE KEY-----"' },
    { why: 'a key that was cut', make: (mint) => rsa('pkcs1', mint).replace(/\n[^\n]+\n[^\n]+\n(?=-----END)/, '\n…\n') },
    { why: 'a key of one letter', make: () => `-----BEGIN RSA PRIVATE KEY-----\n${'x'.repeat(64)}\n${'x'.repeat(64)}\n-----END RSA PRIVATE KEY-----` },
  ]
}

function urlsThatAreNone(): readonly CounterExample[] {
  const passwords = [
    'password', 'pass', 's3cret', '${DB_PASSWORD}', '$DB_PASSWORD', '<password>', '********', '{{ password }}', '$(cat pw)', '%s',
    'changeme', 'your-password', '5432',
  ]
  return [
    ...passwords.map((password) => ({ why: `the password is ${password}`, make: () => `postgres://app:${password}@db-7.acme-corp.io/orders` })),
    { why: 'the password is the user', make: () => 'amqp://breakfast7:breakfast7@mq.acme-corp.io' },
    { why: 'the host is this machine', make: (mint) => `mysql://root:${mint.base62(16)}@127.0.0.1:3306/test` },
    { why: 'the host is reserved for documentation', make: (mint) => `https://app:${mint.base62(16)}@www.example.com/` },
    { why: 'there is no password', make: () => 'ssh://git@git.acme-corp.io:2222/site.git and https://acme-corp.io:8443/@team/x' },
  ]
}

function assignedOtherwise(): readonly CounterExample[] {
  const values = [
    'process.env.SESSION_SECRET', 'getSecret("session")', '"${SESSION_SECRET}"', '"my-session-secret"', '"correct-horse-battery-staple"',
    '"/run/secrets/session"', '"https://vault.acme-corp.io/v1/session"', '"arn:aws:secretsmanager:eu-west-1:1:secret:x"',
    '"abcdefghijklmnop"', '"0123456789abcdef"', '"xxxxxxxxxxxxxxxx"', '"change-me-2024"', '"aGVsbG8gd29ybGQ="', '"session_secret_v2"',
    '"us-east-1.acme-corp.io"', '"2024-01-31T10:00:00Z"', '"application/x-www-form-urlencoded"', '"YOUR_SECRET_HERE"',
  ]
  return [
    ...values.map((value) => ({ why: `the value is ${value}`, make: () => `session_secret = ${value}\n` })),
    { why: 'the name says that it is a hash', make: (mint) => `password_hash = "${mint.hex(40)}"` },
    { why: 'the name says that it is public', make: (mint) => `next_page_token = "${mint.base62(32)}"` },
    { why: 'the word only begins like a name of ours', make: (mint) => `author: "${mint.base62(32)}", tokenizer: "${mint.base62(32)}"` },
    { why: 'it is the tag of what was encrypted', make: (mint) => `"authTag": "${mint.base62(22)}=="` },
    { why: 'it is how a server answers for itself', make: (mint) => Buffer.from(`rspauth=${mint.hex(32)}`).toString('base64') },
    { why: 'it is a digest', make: (mint) => `token: "sha256:${mint.hex(64)}"` },
    { why: 'the token of a badge', make: (mint) => `https://ci.acme-corp.io/badge.svg?token=${mint.base62(10)}` },
  ]
}

function jwtsThatAreNone(): readonly CounterExample[] {
  const claims = { sub: '1234567890', name: 'John Doe', iat: 1_516_239_022 }
  return [
    { why: 'the sample token of jwt.io', make: (mint) => mint.jwt(claims) },
    { why: 'nothing is signed', make: (mint) => headed({ alg: 'none' }, mint) },
    { why: 'the header names no algorithm', make: (mint) => headed({ typ: 'JWT' }, mint) },
    { why: 'the key that Supabase makes for browsers', make: (mint) => mint.jwt({ iss: 'supabase', role: 'anon', ref: mint.hex(20) }) },
    { why: 'the signature is missing', make: (mint) => mint.jwt({ sub: mint.hex(8) }).replace(/\.[^.]*$/, '.') },
  ]
}

function headed(header: object, mint: Mint): string {
  return `${encoded(header)}.${encoded({ sub: mint.hex(8) })}.${mint.chars(ALPHABET.base64url, 43)}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
