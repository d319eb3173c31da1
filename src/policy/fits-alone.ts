import { isList, type Json } from '../lib/json.ts'
import type { Schema } from './schema.ts'

/** Whether a value satisfies what a schema says about it alone, not about what is in it. */
export function fitsAlone(value: Json, schema: Schema): boolean {
  if (schema.type !== undefined && schema.type !== typeOf(value)) return false
  if (schema.const !== undefined && schema.const !== value) return false
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false
  if (typeof value === 'string') return textFits(value, schema)
  return !isList(value) || within(value.length, { least: schema.minItems, most: schema.maxItems })
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  return isList(value) ? 'array' : typeof value
}

// Lengths count code points and patterns run with the flag u, as JSON Schema has it.
function textFits(text: string, schema: Schema): boolean {
  if (!within(Array.from(text).length, { least: schema.minLength, most: schema.maxLength })) return false
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(text)) return false
  return schema.format !== 'date' || isDate(text)
}

function within(count: number, bounds: { readonly least: number | undefined; readonly most: number | undefined }): boolean {
  return count >= (bounds.least ?? 0) && count <= (bounds.most ?? Infinity)
}

// Date rolls 30 February over into March, so the day has to come back as it went in.
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
