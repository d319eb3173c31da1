import policySchema from '../../schema/token-policy.schema.json' with { type: 'json' }
import type { Json } from '../lib/json.ts'

/** The part of JSON Schema (draft 7) that ours use; `title` says what is expected, in words that fit after "expected". */
export interface Schema {
  readonly title?: string
  readonly $ref?: string
  readonly definitions?: Readonly<Record<string, Schema>>
  readonly type?: string
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly if?: Schema
  readonly then?: Schema
  readonly examples?: readonly Json[]
}

/** The published schema of a policy file; an empty file is a policy too. */
export const POLICY_SCHEMA: Schema = policySchema
