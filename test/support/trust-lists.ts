import type { Admission, Claims } from './trust.ts'
import { like } from './trust-aws.ts'

export interface AzureCredential {
  readonly issuer: string
  readonly subject?: string
  readonly audiences: readonly string[]
}

/** One federated credential of an application: issuer, subject and audience by value. learn.microsoft.com/entra/workload-id/workload-identity-federation */
export function azureAdmits({ issuer, subject, audiences }: AzureCredential, claims: Claims): Admission {
  const same = claims['iss'] === issuer && subject !== undefined && claims['sub'] === subject
  return same && audiences.includes(claims['aud'] ?? '') ? 'admitted' : 'refused'
}

export interface VaultRole {
  readonly bound_audiences?: string | readonly string[]
  readonly bound_subject?: string
  readonly bound_claims?: Readonly<Record<string, string | readonly string[]>>
  readonly bound_claims_type?: 'string' | 'glob'
}

/** A role of Vault's JWT method. developer.hashicorp.com/vault/api-docs/auth/jwt#create-update-role */
export function vaultAdmits(role: VaultRole, claims: Claims): Admission {
  const audiences = [role.bound_audiences ?? []].flat()
  if (!audiences.includes(claims['aud'] ?? '') || claims['iss'] !== 'https://token.actions.githubusercontent.com') return 'refused'
  if (role.bound_subject !== undefined && role.bound_subject !== claims['sub']) return 'refused'
  const bound = Object.entries(role.bound_claims ?? {})
  const held = bound.every(([name, wanted]) => {
    const claim = claims[name]
    return claim !== undefined && [wanted].flat().some((value) => (role.bound_claims_type === 'glob' ? like(value, claim) : value === claim))
  })
  return held && (bound.length > 0 || role.bound_subject !== undefined) ? 'admitted' : 'refused'
}

export interface ClaimList {
  readonly issuer?: string
  /** Any one of them. */
  readonly subjects?: readonly string[]
  readonly audience: string
  /** All of them, by value or by any of several values. */
  readonly claims?: Readonly<Record<string, string | readonly string[]>>
}

/** A provider that compares claims by value: registries with a trusted publisher, and those with lists of subjects. */
export function listAdmits({ issuer = 'https://token.actions.githubusercontent.com', subjects, audience, claims: wanted = {} }: ClaimList, claims: Claims): Admission {
  const named = subjects === undefined || subjects.includes(claims['sub'] ?? '')
  const all = Object.entries(wanted).every(([name, value]) => [value].flat().includes(claims[name] ?? ''))
  return claims['iss'] === issuer && claims['aud'] === audience && named && all ? 'admitted' : 'refused'
}
