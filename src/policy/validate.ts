import { isList, type Json } from '../lib/json.ts'
import { nearest } from '../lib/nearest.ts'
import { fitsAlone } from './fits-alone.ts'
import type { Schema } from './schema.ts'
import { quoted, shown } from './shown.ts'

/** Something in a document that its schema does not allow. `at`: whether the key or the value at the path is meant. */
export interface Issue {
  readonly path: Path
  readonly at: 'key' | 'value'
  /** What was found, what was expected, and the nearest valid word. */
  readonly message: string
}

export type Path = readonly (string | number)[]

/** All that a schema does not allow in a document: none means valid, as any validator of JSON Schema would say. */
export function validate(document: Json, schema: Schema): readonly Issue[] {
  return issuesOf(document, { schema, root: schema, path: [] })
}

interface Place {
  readonly schema: Schema
  readonly root: Schema
  readonly path: Path
}

function issuesOf(value: Json, place: Place): readonly Issue[] {
  const schema = resolved(place)
  if (!fitsAlone(value, schema)) return [{ path: place.path, at: 'value', message: mismatch(value, { ...place, schema }) }]
  if (value === null || typeof value !== 'object') return []
  if (isList(value)) {
    const { items } = schema
    return items === undefined ? [] : value.flatMap((item, i) => issuesOf(item, step({ ...place, schema: items }, i)))
  }
  const entries = Object.entries(value).flatMap((entry) => issuesOfEntry(entry, { ...place, schema }))
  return [...missing(value, { ...place, schema }), ...entries, ...conditional(value, { ...place, schema })]
}

function issuesOfEntry([key, value]: readonly [string, Json], place: Place): readonly Issue[] {
  const { properties = {}, propertyNames, additionalProperties } = place.schema
  if (propertyNames !== undefined && !fitsAlone(key, propertyNames)) return [unknownKey(key, place)]
  const schema = Object.hasOwn(properties, key) ? properties[key] : additionalProperties
  if (schema === undefined || schema === true) return []
  return schema === false ? [unknownKey(key, place)] : issuesOf(value, step({ ...place, schema }, key))
}

function missing(value: object, { schema, root, path }: Place): readonly Issue[] {
  const lacking = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key))
  return lacking.map((key) => {
    const title = resolved({ schema: schema.properties?.[key] ?? {}, root }).title ?? 'a value'
    return { path, at: 'value', message: `${named(path)}found no \`${key}\`, expected ${title}` }
  })
}

function conditional(value: Json, place: Place): readonly Issue[] {
  const { if: condition, then } = place.schema
  if (condition === undefined || then === undefined) return []
  return issuesOf(value, { ...place, schema: condition }).length > 0 ? [] : issuesOf(value, { ...place, schema: then })
}

function mismatch(value: Json, { schema, path }: Place): string {
  const example = schema.examples?.find((example) => typeof example === 'string')
  const suchAs = example === undefined ? '' : `, such as \`${example}\``
  const near = typeof value === 'string' ? nearest(value, (schema.enum ?? []).map(String)) : undefined
  // A fingerprint that is none may be the token itself, pasted in the wrong place.
  const found = path.at(-1) === 'fingerprint' ? 'something else' : shown(value)
  return `${named(path)}found ${found}, expected ${schema.title ?? 'something else'}${suchAs}${meant(near)}`
}

function unknownKey(key: string, { schema, path }: Place): Issue {
  const known = Object.keys(schema.properties ?? {})
  const expected = schema.propertyNames?.title ?? (known.length === 1 ? known.join() : `one of ${known.join(', ')}`)
  const quote = quoted(key)
  const name = quote === undefined ? '' : ` ${quote}`
  const message = `${named(path)}found the unknown key${name}, expected ${expected}${meant(nearest(key, known))}`
  return { path: [...path, key], at: 'key', message }
}

function meant(near: string | undefined): string {
  return near === undefined ? '' : `; did you mean \`${near}\`?`
}

// `rule 2, path 1: `, as a person counts.
function named(path: Path): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'string') words.push(step)
    else words.push(`${(words.pop() ?? 'item').replace(/(?<!s)s$/, '')} ${step + 1}`)
  }
  return words.length === 0 ? '' : `${words.join(', ')}: `
}

function step(place: Place, key: string | number): Place {
  return { ...place, path: [...place.path, key] }
}

function resolved({ schema, root }: Pick<Place, 'schema' | 'root'>): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (root.definitions?.[name] ?? schema)
}
