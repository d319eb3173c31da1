import { at, isList, type Json } from '../../src/lib/json.ts'
import type { Admission, Claims } from './trust.ts'

const ISSUER = 'token.actions.githubusercontent.com'

/**
 * Whether AWS lets a role of this trust policy be assumed with these claims. Every key of every operator must hold, and a
 * claim that is missing holds for none of these operators. Throws for an operator that is not known here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function awsAdmits(policy: Json, claims: Claims): Admission {
  const statements = [at(policy, 'Statement') ?? []].flat()
  const allowed = statements.some((statement) => concerns(statement, claims) && holds(at(statement, 'Condition') ?? null, claims))
  return allowed ? 'admitted' : 'refused'
}

function concerns(statement: Json, claims: Claims): boolean {
  const federated = at(statement, 'Principal', 'Federated')
  const actions = [at(statement, 'Action') ?? []].flat()
  const ours = typeof federated === 'string' && federated.endsWith(`:oidc-provider/${(claims['iss'] ?? '').replace('https://', '')}`)
  return ours && at(statement, 'Effect') === 'Allow' && actions.includes('sts:AssumeRoleWithWebIdentity')
}

function holds(condition: Json, claims: Claims): boolean {
  if (condition === null || typeof condition !== 'object' || isList(condition)) return true
  return Object.entries(condition).every(([operator, keys]) => {
    if (keys === null || typeof keys !== 'object' || isList(keys)) throw new TypeError(`${operator} has no keys`)
    return Object.entries(keys).every(([key, wanted]) => {
      const values = [wanted].flat().map(String)
      const [, claim] = key.split(`${ISSUER}:`)
      if (claim === undefined) throw new TypeError(`${key} is no key of this provider`)
      return test(operator, { values, claim: claims[claim] })
    })
  })
}

interface Tested {
  readonly values: readonly string[]
  readonly claim: string | undefined
}

function test(operator: string, { values, claim }: Tested): boolean {
  // True where the claim is missing, which is why nobody may write it.
  if (operator.startsWith('ForAllValues:')) return claim === undefined || test(operator.slice(13), { values, claim })
  const plain = operator.replace(/^ForAnyValue:/, '')
  if (plain.endsWith('IfExists')) return claim === undefined || test(plain.slice(0, -8), { values, claim })
  if (claim === undefined) return false
  switch (plain) {
    case 'StringEquals':
      return values.includes(claim)
    case 'StringEqualsIgnoreCase':
      return values.some((value) => value.toLowerCase() === claim.toLowerCase())
    case 'StringLike':
      return values.some((value) => like(value, claim))
    default:
      throw new TypeError(`the operator ${operator} is not known here`)
  }
}

/** `*` is any text, `?` any character. */
export function like(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^]*').replaceAll('?', '[^]')
  return new RegExp(`^${source}$`).test(text)
}
