export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** The parsed text, or undefined where it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** The value at a path of keys and indexes, or undefined where the path leaves the document. */
export function at(json: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>(step, json)
}

function step(json: Json | undefined, key: string | number): Json | undefined {
  if (json === null || typeof json !== 'object') return undefined
  if (isList(json)) return typeof key === 'number' ? json[key] : undefined
  return Object.hasOwn(json, key) ? json[key] : undefined
}

/** The string at a path, or undefined where there is none. */
export function textAt(json: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const value = at(json, ...path)
  return typeof value === 'string' ? value : undefined
}

/** The strings of the list at a path, or undefined where there is no list. */
export function textsAt(json: Json | undefined, ...path: readonly (string | number)[]): readonly string[] | undefined {
  const value = at(json, ...path)
  return isList(value) ? value.filter((item) => typeof item === 'string') : undefined
}

export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json)
}
