import { existsSync, readdirSync } from 'node:fs'
import type { Example, Examples, Provider, TokenKind } from '../../src/provider.ts'

/** A folder of src/providers as the contract test sees it, or why it cannot be loaded. */
export type Room =
  | { readonly state: 'loaded'; readonly id: string; readonly provider: Provider; readonly examples: Examples }
  | { readonly state: 'broken'; readonly id: string; readonly why: string }

export type Loaded = Extract<Room, { readonly state: 'loaded' }>

const FOLDER = new URL('../../src/providers/', import.meta.url)

/** Every folder with an index.ts, read from disk: a new provider is tested without a line written here. */
export async function loadRooms(): Promise<readonly Room[]> {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted()
  const withIndex = folders.filter((id) => readdirSync(new URL(`${id}/`, FOLDER)).includes('index.ts'))
  return Promise.all(withIndex.map(load))
}

async function load(id: string): Promise<Room> {
  try {
    const index: { readonly provider: Provider } = await import(new URL(`${id}/index.ts`, FOLDER).href)
    return { state: 'loaded', id, provider: index.provider, examples: await examplesOf(id) }
  } catch (error) {
    return { state: 'broken', id, why: error instanceof Error ? error.message : 'it throws' }
  }
}

/** A provider that only has migrations needs none; the contract asks for one for each kind. */
async function examplesOf(id: string): Promise<Examples> {
  const file = new URL(`${id}/examples.ts`, FOLDER)
  if (!existsSync(file)) return { found: [], ignored: [] }
  const made: { readonly examples: Examples } = await import(file.href)
  return made.examples
}

export function isLoaded(room: Room): room is Loaded {
  return room.state === 'loaded'
}

/** `github/pat-classic (1)`: tells examples apart without a word of their text. */
export function nameOf(example: Example, index: number): string {
  return `${example.kind} (${index})`
}

export function kindOf(room: Loaded, id: string): TokenKind {
  const kind = room.provider.tokens.find((token) => token.id === id)
  if (!kind) throw new TypeError(`${room.id} has no kind ${id}`)
  return kind
}
