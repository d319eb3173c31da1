import { defined } from '../../lib/defined.ts'
import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import type { Exchange, Facts, Token, Verified } from '../../provider.ts'
import { isTemporary, signed } from './signed.ts'

const IDENTITY = 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html'
const ERRORS = 'https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html'
const SIGNATURES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html'

const USER = 'arn:aws:iam::123456789012:user/deploy'
const ROLE = 'arn:aws:sts::123456789012:assumed-role/ci/run'
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15'

/** Asks whose key it is, which needs no permission. The request is signed: no secret key leaves. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { kind: 'aws/access-key', status: 200, source: IDENTITY, means: 'live', body: identity(USER) },
    { kind: 'aws/temporary-access-key', status: 200, source: IDENTITY, means: 'live', body: identity(ROLE) },
    { kind: 'aws/access-key', status: 403, source: ERRORS, means: 'dead', body: failure('InvalidClientTokenId') },
    { kind: 'aws/temporary-access-key', status: 403, source: ERRORS, means: 'dead', body: failure('ExpiredToken') },
    { kind: 'aws/temporary-access-key', status: 403, source: ERRORS, means: 'dead', body: failure('ExpiredTokenException') },
    { kind: 'aws/temporary-access-key', status: 403, source: ERRORS, means: 'unknown', body: failure('InvalidClientTokenId') },
    { kind: 'aws/access-key', status: 403, source: SIGNATURES, means: 'unknown', body: failure('SignatureDoesNotMatch') },
    { kind: 'aws/access-key', status: 403, source: ERRORS, means: 'unknown', body: failure('AccessDenied') },
    { kind: 'aws/access-key', status: 400, source: ERRORS, means: 'unknown', body: failure('Throttling') },
    { kind: 'aws/access-key', status: 429, source: ERRORS, means: 'unknown', body: '' },
    { kind: 'aws/access-key', status: 503, source: ERRORS, means: 'unknown', body: failure('ServiceUnavailable') },
    { kind: 'aws/access-key', status: 200, source: IDENTITY, means: 'unknown', body: '<html></html>' },
  ],
}

function request(token: Token, now: Date): HttpRequest | 'incomplete' {
  return signed(token, { host: 'sts.amazonaws.com', service: 'sts', body: BODY, now })
}

/**
 * SignatureDoesNotMatch proves nothing: AWS knows the id, but the secret that stood near it may be another's. Nor does
 * InvalidClientTokenId for a temporary key, whose session token may be another's.
 */
function read(answer: HttpAnswer, token: Token): Verified | undefined {
  if (answer.status === 200) return identified(answer.body)
  if (answer.status !== 403) return undefined
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(answer.body)?.[1]
  if (code === 'InvalidClientTokenId') return isTemporary(token) ? undefined : { state: 'dead' }
  return code === 'ExpiredToken' || code === 'ExpiredTokenException' ? { state: 'dead' } : undefined
}

function identified(body: string): Verified | undefined {
  const account = /<Account>(\d{12})<\/Account>/.exec(body)?.[1]
  const owner = /<Arn>([^<>]{1,2048})<\/Arn>/.exec(body)?.[1]
  return account === undefined ? undefined : { state: 'live', facts: defined<Facts>({ account, owner }) }
}

function identity(arn: string): string {
  const result = `<Arn>${arn}</Arn><UserId>user</UserId><Account>123456789012</Account>`
  return `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`
}

function failure(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>as documented</Message></Error></ErrorResponse>`
}
