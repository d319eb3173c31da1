import type { Secret } from './secret.ts'

/** Headers that carry a secret as RFC 6750 says (`Authorization: Bearer …`) and ask for JSON. */
export function bearer(secret: Secret): { readonly authorization: Secret; readonly accept: string } {
  return { authorization: secret.into((text) => `Bearer ${text}`), accept: 'application/json' }
}
