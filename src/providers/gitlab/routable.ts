import { crc32 } from '../../lib/crc32.ts'
import type { Facts } from '../../provider.ts'

// https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
// prefix, base64url (16 random bytes, "c:1\no:1\nu:2s", one byte with the length of that text), a dot,
// two digits of version, a dot, two digits with the length of the base64url, seven digits of CRC-32; all in base 36.
export const ROUTABLE = whole(String.raw`[\w-]{27,300}`) + String.raw`\.[0-9a-z]{2}\.[0-9a-z]{9}`

const DIGITS = 7
const RANDOM_BYTES = 16
const NAMES: Readonly<Record<string, string>> = { c: 'cell', g: 'group', o: 'organization', p: 'project', u: 'user' }

/** The source of a run that is taken at its longest or not at all: where what follows does not fit, nothing shorter is tried. */
export function whole(run: string): string {
  return String.raw`(?=(?<run>${run}))\k<run>`
}

/** Whether the last seven characters are the CRC-32 of everything before them. */
export function checksum(text: string): boolean {
  return crc32(text.slice(0, -DIGITS)).toString(36).padStart(DIGITS, '0') === text.slice(-DIGITS)
}

/** The numbers of whom a routable token belongs to: `{ organization: '1', user: '100' }`. */
export function readRoutable(text: string): Facts {
  const payload = text.slice(text.indexOf('-') + 1).split('.')[0] ?? ''
  const bytes = Buffer.from(payload, 'base64url').subarray(RANDOM_BYTES)
  const routing = bytes.subarray(0, bytes.at(-1) ?? 0).toString('latin1')
  const detail: Record<string, string> = {}
  for (const [, key = '', digits = ''] of routing.matchAll(/^([a-z]):([0-9a-z]{1,13})$/gm)) {
    const name = NAMES[key]
    if (name !== undefined) detail[name] = String(parseInt(digits, 36))
  }
  return Object.keys(detail).length === 0 ? {} : { detail }
}
