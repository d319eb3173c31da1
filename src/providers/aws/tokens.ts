import { assigned } from '../../lib/assigned.ts'
import { defined } from '../../lib/defined.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, Part, TokenKind } from '../../provider.ts'
import { accountOf } from './account.ts'

// Prefixes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
const LONG_LIVED_ID = /(?<![A-Za-z0-9_])AKIA[A-Z2-7]{16}(?![A-Za-z0-9_])/
const TEMPORARY_ID = /(?<![A-Za-z0-9_])ASIA[A-Z2-7]{16}(?![A-Za-z0-9_])/

// No id within the five lines in which a pair is looked for: with one, the secret is told as its half.
const ID = 'A[KS]IA[A-Z2-7]{9}(?!EXAMPLE)[A-Z2-7]{7}'
const LINES = String.raw`[^\n]{0,200}(?:\n[^\n]{0,200}){0,5}`
const ALONE = `(?<!${ID}${LINES})(?!${LINES}${ID})`

const SHORT_NAMES = ['aws_secret', 'awssecret', 'aws-secret', 'aws.secret', 'aws secret'] as const

// 40 characters of base64 with capitals and small letters, so no hash; not one of AWS's own examples, which end in EXAMPLEKEY.
const secretHalf: Part = {
  name: 'secret',
  pattern: new RegExp(
    '(?<![A-Za-z0-9/+])(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}[a-z])(?![A-Za-z0-9/+]{30}EXAMPLEKEY)'
      + '[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])',
  ),
  within: 5,
  required: true,
}

// AWS asks to assume nothing about its size; today's have some hundred characters.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
const sessionHalf: Part = {
  name: 'session',
  pattern: /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{120,1800}={0,2}(?![A-Za-z0-9/+=])/,
  within: 5,
  required: false,
}

// The id is the match: it is what is deactivated or deleted, and it tells the account.
const accessKey: TokenKind = {
  id: 'aws/access-key',
  title: 'AWS access key (id and secret)',
  keywords: ['AKIA'],
  pattern: LONG_LIVED_ID,
  parts: [secretHalf],
  plausible: isPlausible,
  read: readAccount,
}

const temporaryAccessKey: TokenKind = {
  id: 'aws/temporary-access-key',
  title: 'AWS temporary access key (id, secret and session token)',
  keywords: ['ASIA'],
  pattern: TEMPORARY_ID,
  parts: [secretHalf, sessionHalf],
  plausible: isPlausible,
  read: readAccount,
}

// It ranks below the pairs, which so win where they stand.
const accessKeyId: TokenKind = {
  id: 'aws/access-key-id',
  title: 'AWS access key id',
  keywords: ['AKIA', 'ASIA'],
  pattern: /(?<![A-Za-z0-9_])A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9_])/,
  rank: 'format',
  nature: 'identifier',
  plausible: isPlausible,
  read: readAccount,
}

// Without its id only its name tells it: aws_secret_access_key = …, "SecretAccessKey": "…", AWS_SECRET_KEY: …
const secretAccessKey: TokenKind = {
  id: 'aws/secret-access-key',
  title: 'AWS secret access key',
  keywords: ['secret_access_key', 'secretaccesskey', 'secret-access-key', 'secret.access.key', 'secret access key', ...SHORT_NAMES],
  pattern: new RegExp(assigned({ names: ['secret_access_key', 'aws_secret'], value: '[A-Za-z0-9/+]{40}' }).source + ALONE),
  plausible: (text) => isPlausible(text) && /[a-z]/.test(text) && /[A-Z]/.test(text),
}

export const tokens: readonly TokenKind[] = [accessKey, temporaryAccessKey, accessKeyId, secretAccessKey]

/** Every key in AWS's own documentation ends so. */
function isPlausible(text: string): boolean {
  return !/EXAMPLE(?:KEY)?$/.test(text) && !isSample(text)
}

function readAccount(text: string): Facts {
  return defined<Facts>({ account: accountOf(text) })
}
