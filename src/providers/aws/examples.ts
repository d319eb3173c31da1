import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

/** The id in AWS's own documentation. */
const DOCUMENTED = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('')

export const examples: Examples = {
  found: [
    {
      kind: 'aws/access-key',
      make(mint) {
        const [secret, key] = [id(mint, 'AKIA'), secretKey(mint)]
        return { text: `[default]\naws_access_key_id = ${secret}\naws_secret_access_key = ${key}\n`, secret, parts: { secret: key } }
      },
    },
    {
      kind: 'aws/access-key',
      make(mint) {
        const [secret, key] = [id(mint, 'AKIA'), secretKey(mint)]
        return { text: `new AWS.S3({ secretAccessKey: '${key}', accessKeyId: '${secret}' })`, secret, parts: { secret: key } }
      },
    },
    {
      kind: 'aws/access-key',
      make(mint) {
        const [secret, key] = [id(mint, 'AKIA'), secretKey(mint)]
        return { text: `User name,Access key ID,Secret access key\r\ndeploy,${secret},${key}\r\n`, secret, parts: { secret: key } }
      },
    },
    {
      kind: 'aws/temporary-access-key',
      make(mint) {
        const [secret, key, session] = [id(mint, 'ASIA'), secretKey(mint), `IQoJb3JpZ2luX2Vj${mint.chars(ALPHABET.base64, 340)}=`]
        const text = `export AWS_ACCESS_KEY_ID=${secret}\nexport AWS_SECRET_ACCESS_KEY=${key}\nexport AWS_SESSION_TOKEN=${session}\n`
        return { text, secret, parts: { secret: key, session } }
      },
    },
    {
      kind: 'aws/access-key-id',
      make(mint) {
        const secret = id(mint, 'AKIA')
        return { text: `access_key: ${secret}\nsecret_key: \${{ secrets.AWS_KEY }}\n`, secret }
      },
    },
    lone((secret) => `env:\n  AWS_SECRET_ACCESS_KEY: "${secret}"\n`),
    lone((secret) => `AWS_ACCESS_KEY_ID=${DOCUMENTED}\nAWS_SECRET_ACCESS_KEY=${secret}\n`),
    lone((secret) => `{"SecretAccessKey":"${secret}"}`),
    lone((secret) => `- name: AWS_SECRET_ACCESS_KEY\n  value: ${secret}\n`),
    lone((secret) => `aws configure set aws_secret_access_key ${secret}`),
    lone((secret) => `<add key="AWSSecretKey" value="${secret}" />`),
  ],
  ignored: [
    { why: 'the id of the documentation', make: () => `AWS_ACCESS_KEY_ID=${DOCUMENTED}` },
    { why: 'the secret of the documentation', make: (mint) => `aws_secret_access_key = ${mint.base62(30)}EXAMPLEKEY` },
    { why: 'the id is too short', make: (mint) => id(mint, 'AKIA').slice(0, -1) },
    { why: 'the id stands inside a longer word', make: (mint) => `X${id(mint, 'AKIA')}` },
    { why: 'another kind of identifier', make: (mint) => `principal: AROA${mint.chars(ALPHABET.base32, 16)}` },
    { why: 'a stored secret', make: () => 'AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}' },
    { why: 'nothing names it', make: (mint) => `integrity: ${secretKey(mint)}` },
  ],
}

function lone(around: (secret: string) => string): Examples['found'][number] {
  return {
    kind: 'aws/secret-access-key',
    make(mint) {
      const secret = secretKey(mint)
      return { text: around(secret), secret }
    },
  }
}

/** An id of today's form: the fifth character has its highest bit set. */
function id(mint: Mint, prefix: string): string {
  return prefix + mint.chars(ALPHABET.base32.slice(16, 28), 1) + mint.chars(ALPHABET.base32, 15)
}

function secretKey(mint: Mint): string {
  return mint.base62(20) + '/' + mint.chars(ALPHABET.base64, 18) + mint.base62(1)
}
