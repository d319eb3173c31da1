import { Mint } from '../../src/lib/mint.ts'
import { examples } from '../../src/providers/aws/examples.ts'
import { startVendor, type Vendor } from './vendor.ts'

/** An AWS that knows two keys: one that is stored, and one that a role's login gave. */
export interface Cloud extends Vendor {
  /** `AWS_ACCESS_KEY_ID=…` and its secret, as lines. */
  readonly stored: string
  /** What a login leaves in the environment. */
  readonly login: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
  /** What was done to the stored key. */
  readonly done: readonly string[]
}

export interface CloudWanted {
  /** How often AWS still says that the key is live after it was switched off. */
  readonly lag?: number
  readonly may?: 'switch-off' | 'nothing'
  readonly login?: 'live' | 'dead'
}

let count = 0

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export async function startCloud({ lag = 0, may = 'switch-off', login = 'live' }: CloudWanted = {}): Promise<Cloud> {
  const old = key('aws/access-key', ++count)
  const fresh = key('aws/temporary-access-key', count)
  const done: string[] = []
  let left = lag
  const vendor = await startVendor(({ headers }) => {
    const id = /Credential=(\w+)\//.exec(headers.authorization ?? '')?.[1]
    if (headers.host === 'iam.amazonaws.com') {
      if (may === 'nothing') return { status: 403, body: failure('AccessDenied') }
      done.push(`${id === old.id ? 'stored' : 'another'} key`)
      return { status: 200, body: '<UpdateAccessKeyResponse></UpdateAccessKeyResponse><DeleteAccessKeyResponse></DeleteAccessKeyResponse>' }
    }
    const dead = id === old.id ? done.length > 0 && left-- <= 0 : login === 'dead'
    if (dead) return { status: 403, body: failure(id === old.id ? 'InvalidClientTokenId' : 'ExpiredToken') }
    return { status: 200, body: '<Arn>arn:aws:iam::123456789012:user/deploy</Arn><Account>123456789012</Account>' }
  })
  return {
    ...vendor,
    stored: `AWS_ACCESS_KEY_ID=${old.id}\nAWS_SECRET_ACCESS_KEY=${old.secret}`,
    login: { AWS_ACCESS_KEY_ID: fresh.id, AWS_SECRET_ACCESS_KEY: fresh.secret, AWS_SESSION_TOKEN: fresh.session },
    secrets: [old.id, old.secret, fresh.secret, fresh.session],
    done,
  }
}

/** The hosts that it stands in for. */
export function standInsOf({ origin }: Vendor): Readonly<Record<string, string>> {
  return { 'sts.amazonaws.com': origin, 'iam.amazonaws.com': origin }
}

function key(kind: string, seed: number): { readonly id: string; readonly secret: string; readonly session: string } {
  const made = examples.found.find((example) => example.kind === kind)?.make(new Mint(`${kind}:${seed}`))
  return { id: made?.secret ?? '', secret: made?.parts?.['secret'] ?? '', session: made?.parts?.['session'] ?? '' }
}

function failure(code: string): string {
  return `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`
}
