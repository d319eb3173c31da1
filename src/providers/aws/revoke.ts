import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import type { Documented, Exchange, Revoked, Token } from '../../provider.ts'
import { signed } from './signed.ts'

const UPDATE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html'
const DELETE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html'
const ERRORS = 'https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html'

/** Sets the key to inactive, by its own right: its user can set it to active again. */
export const revoke: Exchange<Revoked> = exchangeOf('UpdateAccessKey', { source: UPDATE, more: '&Status=Inactive' })

/** Deletes the key, by its own right. */
export const erase: Exchange<Revoked> = exchangeOf('DeleteAccessKey', { source: DELETE, more: '' })

/** Without a user's name IAM takes the user to whom the signing key belongs, so no other key can be meant by mistake. */
function exchangeOf(action: string, { source, more }: { readonly source: string; readonly more: string }): Exchange<Revoked> {
  function request(token: Token, now: Date): HttpRequest | 'cannot-ask' | 'incomplete' {
    if (token.kind.id !== 'aws/access-key') return 'cannot-ask'
    const body = `Action=${action}&Version=2010-05-08&AccessKeyId=${token.secret.reveal()}${more}`
    const asked = signed(token, { host: 'iam.amazonaws.com', service: 'iam', body, now })
    return asked === 'incomplete' ? asked : { ...asked, body: token.secret.into(() => body) }
  }
  function read(answer: HttpAnswer): Revoked | undefined {
    if (answer.status === 200) return answer.body.includes(`<${action}Response`) ? { state: 'revoked' } : undefined
    const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(answer.body)?.[1] ?? ''
    if (answer.status === 403 && code === 'AccessDenied') return { state: 'refused', why: `the key's user may not do iam:${action} on its own keys` }
    if (answer.status === 404 && code === 'NoSuchEntity') return { state: 'already-dead' }
    return answer.status === 403 && code === 'InvalidClientTokenId' ? { state: 'already-dead' } : undefined
  }
  const kind = 'aws/access-key'
  const answers: readonly Documented[] = [
    { kind, status: 200, source, means: 'revoked', body: `<${action}Response><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>` },
    { kind, status: 404, source, means: 'already-dead', body: failure('NoSuchEntity') },
    { kind, status: 403, source: ERRORS, means: 'refused', body: failure('AccessDenied') },
    { kind, status: 403, source: ERRORS, means: 'already-dead', body: failure('InvalidClientTokenId') },
    { kind, status: 409, source, means: 'unknown', body: failure('LimitExceeded') },
    { kind, status: 403, source: ERRORS, means: 'unknown', body: failure('SignatureDoesNotMatch') },
    { kind, status: 500, source, means: 'unknown', body: failure('ServiceFailure') },
  ]
  return { request, read, answers }
}

function failure(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>as documented</Message></Error></ErrorResponse>`
}
