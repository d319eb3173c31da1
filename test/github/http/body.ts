import type { IncomingMessage } from 'node:http'
import { at, isList, parseJson, textAt, type Json } from '../../../src/lib/json.ts'
import { failed, Refusal, validationFailed, type JsonObject } from './reply.ts'

const MOST_BYTES = 100 * 1024 * 1024

/** The JSON body of a request; undefined where there is none. */
export async function readBody(request: IncomingMessage): Promise<Json | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    if (bytes > MOST_BYTES) throw new Refusal(failed(413, 'Payload Too Large'))
    chunks.push(buffer)
  }
  if (bytes === 0) return undefined
  const json = parseJson(Buffer.concat(chunks).toString('utf8'))
  if (json === undefined) throw new Refusal(failed(400, 'Problems parsing JSON'))
  return json
}

/** A string that must be there: GitHub's `missing_field` otherwise. */
export function requiredText(body: Json | undefined, field: string): string {
  const text = textAt(body, field)
  if (text === undefined) throw validationFailed({ code: 'missing_field', field, resource: 'Request' })
  return text
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !isList(json)
}

/** The objects of the list at a path; none where there is no list. */
export function objectsAt(body: Json | undefined, ...path: readonly (string | number)[]): readonly JsonObject[] {
  const list = at(body, ...path)
  return isList(list) ? list.filter(isObject) : []
}

export function flagAt(body: Json | undefined, field: string): boolean | undefined {
  const value = at(body, field)
  return typeof value === 'boolean' ? value : undefined
}
