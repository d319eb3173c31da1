import type { HttpRequest } from '../../lib/http.ts'
import type { Token } from '../../provider.ts'
import { authorization } from './sigv4.ts'

export interface Asking {
  readonly host: string
  readonly service: 'sts' | 'iam'
  readonly body: string
  readonly now: Date
}

/** A call of AWS's query protocol, signed with the key itself: no secret key leaves. `incomplete` without its other halves. */
export function signed(token: Token, { host, service, body, now }: Asking): HttpRequest | 'incomplete' {
  const { secret, session } = token.parts
  if (secret === undefined || (isTemporary(token) && session === undefined)) return 'incomplete'
  const common = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-amz-date': now.toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
  }
  const headers = { ...common, host, ...(session === undefined ? {} : { 'x-amz-security-token': session.reveal() }) }
  // Both services have one address for all regions, which counts as us-east-1.
  const signing = { method: 'POST', path: '/', query: '', region: 'us-east-1', service, headers, body, keyId: token.secret.reveal() } as const
  return {
    method: 'POST',
    url: `https://${host}/`,
    headers: {
      ...common,
      ...(session === undefined ? {} : { 'x-amz-security-token': session }),
      authorization: secret.into((key) => authorization(signing, key)),
    },
    body,
  }
}

export function isTemporary(token: Token): boolean {
  return token.kind.id === 'aws/temporary-access-key'
}
