import { createHash, createHmac } from 'node:crypto'

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

export interface Signing {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Sorted and encoded as AWS wants it. */
  readonly query: string
  /** Names in lower case; with `host` and `x-amz-date`. All of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly region: string
  readonly service: string
  readonly keyId: string
}

/** The `Authorization` header of a request; it holds a signature, from which the secret key cannot be told. */
export function authorization(signing: Signing, secretKey: string): string {
  const time = signing.headers['x-amz-date'] ?? ''
  const scope = [time.slice(0, 8), signing.region, signing.service, 'aws4_request']
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical(signing))].join('\n')
  const signature = hmac(signingKey(scope, secretKey), toSign).toString('hex')
  const credential = `${signing.keyId}/${scope.join('/')}`
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names(signing).join(';')}, Signature=${signature}`
}

/** A key for one day, region and service. */
export function signingKey(scope: readonly string[], secretKey: string): Buffer {
  return scope.reduce(hmac, Buffer.from(`AWS4${secretKey}`))
}

function canonical(signing: Signing): string {
  const headers = names(signing).map((name) => `${name}:${signing.headers[name]?.trim() ?? ''}\n`)
  return [signing.method, signing.path, signing.query, headers.join(''), names(signing).join(';'), sha256(signing.body)].join('\n')
}

function names(signing: Signing): readonly string[] {
  return Object.keys(signing.headers).toSorted()
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
