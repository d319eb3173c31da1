import { isList, type Json } from '../../../src/lib/json.ts'
import { isObject } from '../http/body.ts'
import type { JsonObject } from '../http/reply.ts'

const NOT_RULES = new Set([
  'example',
  'examples',
  'description',
  'title',
  'default',
  'deprecated',
  'externalDocs',
  'readOnly',
  'writeOnly',
  'discriminator',
  'xml',
])

/**
 * OpenAPI 3.0's dialect as JSON Schema: `nullable` becomes a type, references name components by their bare name,
 * examples go. `oneOf` becomes `anyOf`: GitHub uses it for shapes that overlap.
 */
export function toJsonSchema(schema: Json): Json {
  if (isList(schema)) return schema.map(toJsonSchema)
  if (!isObject(schema)) return schema
  const reference = schema['$ref']
  if (typeof reference === 'string') return { $ref: componentOf(reference) }
  const rules = Object.entries(schema).filter(([key]) => key !== 'nullable' && !NOT_RULES.has(key) && !key.startsWith('x-'))
  const converted = Object.fromEntries(rules.map(([key, value]) => [key === 'oneOf' ? 'anyOf' : key, convertRule(key, value)]))
  return schema['nullable'] === true ? orNull(converted) : converted
}

/** The component that a reference names: `#/components/schemas/simple-user` → `simple-user`. */
export function componentOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

/** Every component that a converted schema names. */
export function componentsIn(schema: Json): readonly string[] {
  if (isList(schema)) return schema.flatMap(componentsIn)
  if (!isObject(schema)) return []
  const own = typeof schema['$ref'] === 'string' ? [schema['$ref']] : []
  return [...own, ...Object.values(schema).flatMap(componentsIn)]
}

function convertRule(key: string, value: Json): Json {
  // Lists of webhook events, older than `merge_group` and others, that would refuse an App's own list.
  if (key === 'enum' && isList(value) && value.includes('pull_request_review_comment')) return [...value, 'merge_group']
  if (key !== 'properties' || !isObject(value)) return toJsonSchema(value)
  // Here keys are names of members, some of them `title` or `description`.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJsonSchema(member)]))
}

function orNull(schema: JsonObject): JsonObject {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] }
  const { type, enum: values, ...rest } = schema
  return { ...rest, type: [type, 'null'], ...(isList(values) ? { enum: [...values, null] } : {}) }
}
