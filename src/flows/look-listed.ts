import { ignores } from '../policy/ignores.ts'
import type { Gap, Store, Version } from '../repo/port.ts'
import { rulesVersion } from '../scan/rule-version.ts'
import type { Looking, Seen } from './look.ts'
import type { Many } from './look-at-many.ts'
import { lookOneByOne, type Clean } from './look-one-by-one.ts'
import type { Rules } from './rules.ts'

interface Listed {
  readonly store: Store
  readonly versions: AsyncIterable<Version | Gap>
}

/** So few blobs are read faster one by one than by the engine. */
const FEW = 500

/** Scans the blobs of a range that is told version by version, those that were replaced only where something is found. */
export async function lookListed(input: Looking, { store, versions }: Listed): Promise<Seen> {
  const { listed, blobs } = await beside(gather(input, versions), input.rules)
  const known = await knownOf(input, blobs)
  const todo = new Set([...blobs].filter((oid) => !known.has(oid)))
  const folder = await store.folder(todo)
  const seen = todo.size <= FEW || folder === undefined
    ? await lookOneByOne(input, { versions: listed, known })
    : await lookAtMany(input, { store, listed, known, todo, folder })
  if (input.blobs !== undefined) await note(input, { store, clean: seen.clean })
  return seen
}

/** What reads packs is loaded where there is much. */
async function lookAtMany(input: Looking, many: Many): Promise<Seen & Clean> {
  const loaded = await import('./look-at-many.ts')
  return loaded.lookAtMany({ ...input, ruleset: await input.rules.ready() }, many)
}

/** Makes the scanner ready while git walks. */
async function beside(gathering: Promise<Gathered>, rules: Rules): Promise<Gathered> {
  gathering.catch(() => {}) // heard of below
  if (rules.come === 'late') await rules.scanner()
  return gathering
}

interface Gathered {
  readonly listed: readonly (Version | Gap)[]
  /** Of what is not ignored. */
  readonly blobs: ReadonlySet<string>
}

async function gather({ policy, prefix = '' }: Looking, versions: Listed['versions']): Promise<Gathered> {
  const listed: (Version | Gap)[] = []
  const blobs = new Set<string>()
  for await (const version of versions) {
    if (!('gap' in version)) {
      if (ignores(policy, prefix + version.path)) continue
      blobs.add(version.blob)
    }
    listed.push(version)
  }
  return { listed, blobs }
}

async function knownOf({ blobs: memory, rules }: Looking, blobs: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  return memory === undefined || blobs.size === 0 ? new Map<string, number>() : memory.clean(blobs, await versionOf(rules))
}

/** More are not kept: who scans that much at once does so once. */
const MOST_NOTED = 50_000

async function note({ blobs: memory, rules }: Looking, { store, clean }: { readonly store: Store; readonly clean: Iterable<string> }): Promise<void> {
  const sizes = await store.sizes([...clean].slice(0, MOST_NOTED))
  if (sizes.size > 0) await memory?.note(sizes, await versionOf(rules))
}

async function versionOf(rules: Rules): Promise<string> {
  const ruleset = await rules.ready()
  return rulesVersion(ruleset.rules.map(({ kind }) => kind))
}
