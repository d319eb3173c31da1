import { MOST_BYTES, type Repo } from '../repo/port.ts'
import { guard, type Guarded, type GuardInput } from './guard.ts'

export interface TextInput extends Omit<GuardInput, 'repo' | 'range'> {
  readonly bytes: Uint8Array
  /** The name that findings and path rules go by. */
  readonly path: string
}

/** Guards one text that lies in no repository, as if it were a file of this name. */
export function guardText({ bytes, path, ...rest }: TextInput): Promise<Guarded> {
  return guard({ ...rest, range: { of: 'tree' }, repo: repoOf(bytes, path) })
}

function repoOf(bytes: Uint8Array, path: string): Repo {
  return {
    async *versions() {
      yield { path, blob: path, before: [] }
    },
    read: async () => (bytes.length > MOST_BYTES ? { state: 'too-large', bytes: bytes.length } : { state: 'read', bytes }),
    file: async () => undefined,
    list: async () => [],
    close: async () => {},
  }
}
