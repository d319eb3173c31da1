import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { at, parseJson, textAt, textsAt, type Json } from '../../lib/json.ts'
import type { Facts } from '../../provider.ts'

const VERSION = 2
const END_OF_SECTION = 0
const IDENTIFIER = 2

/**
 * What the caveats of a PyPI token say: until when, for which projects, whose. Empty where it is no macaroon.
 * https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt (version 2)
 */
export function readMacaroon(text: string): Facts {
  const [, ...caveats] = identifiersOf(Buffer.from(text.slice('pypi-'.length), 'base64url'))
  return caveats.reduce<Facts>((facts, caveat) => ({ ...facts, ...factsOf(parseJson(caveat)) }), {})
}

/** The token's own identifier, then those of its caveats, which are what PyPI wrote into them. */
function identifiersOf(bytes: Buffer): readonly string[] {
  if (bytes[0] !== VERSION) return []
  const found: string[] = []
  for (let place = 1; place < bytes.length;) {
    const type = bytes[place++]
    if (type === END_OF_SECTION) continue
    const { value: length, next } = varint(bytes, place)
    if (type === IDENTIFIER) found.push(bytes.toString('utf8', next, next + length))
    place = next + length
  }
  return found
}

function varint(bytes: Buffer, place: number): { readonly value: number; readonly next: number } {
  let value = 0
  let next = place
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = bytes[next++] ?? 0
    value += (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  return { value, next }
}

// Today's caveats are lists that begin with a tag, older ones are objects:
// https://github.com/pypi/warehouse/blob/main/warehouse/macaroons/caveats/__init__.py and _legacy.py beside it
function factsOf(caveat: Json | undefined): Facts {
  const permissions = at(caveat, 'permissions')
  if (permissions === 'user') return { scopes: ['user'] }
  return defined<Facts>({
    expires: isoTime(at(caveat, 0) === 0 ? at(caveat, 1) : at(caveat, 'exp')),
    account: at(caveat, 0) === 3 ? textAt(caveat, 1) : undefined,
    scopes: scopesOf(caveat) ?? textsAt(permissions, 'projects')?.map(project),
  })
}

function scopesOf(caveat: Json | undefined): readonly string[] | undefined {
  const tag = at(caveat, 0)
  if (tag === 1) return textsAt(caveat, 1)?.map(project)
  if (tag === 2) return textsAt(caveat, 1)?.map((id) => `project-id:${id}`)
  return tag === 3 ? ['user'] : textsAt(caveat, 'project_ids')?.map((id) => `project-id:${id}`)
}

function project(name: string): string {
  return `project:${name}`
}
