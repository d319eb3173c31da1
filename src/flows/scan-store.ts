import type { Match } from '../finding.ts'
import { scanObjects, type ObjectProgress, type ObjectScan, type ScannedObjects, type UnseenObject } from '../pack/scan-objects.ts'
import type { Learned, Memory, Recalled, Remembered, Repo, Traces } from '../repo/port.ts'
import { compile, type Ruleset } from '../scan/ruleset.ts'
import { foundAgain, heldTokens } from './held-tokens.ts'

export interface StoreScan {
  readonly folder: string
  readonly ruleset: Ruleset
  readonly repo: Pick<Repo, 'read'>
  readonly memory: Memory | undefined
  readonly recalled: Recalled | undefined
  /** Whether somebody will ask who brought what. */
  readonly traces: 'wanted' | undefined
  onProgress(progress: ObjectProgress): void
}

/** What all the blobs of a store come to, whether they were looked at now or before. */
export interface StoreScanned {
  readonly found: ReadonlyMap<string, readonly Match[]>
  readonly unseen: readonly UnseenObject[]
  readonly blobs: number
  readonly bytes: number
  readonly binaries: { readonly size: number }
  /** `none`: no blob came since the last scan. */
  readonly news: 'none' | 'some'
  readonly learned: Learned | undefined
  readonly traces?: Traces | undefined
}

/**
 * Scans a store: what is known to be clean is left out. Where rules are new or changed, all is scanned for these alone, and
 * only blobs in which they find something are scanned for all rules.
 */
export async function scanStore(input: StoreScan): Promise<StoreScanned> {
  const { recalled, memory, ruleset } = input
  if (memory === undefined) return scannedNow(await scanObjects(asked(input)), undefined)
  const rules = Object.fromEntries(ruleset.rules.map(({ kind }) => [kind.id, memory.versionOf(kind)]))
  const changed = ruleset.rules.flatMap(({ kind }) => (recalled?.remembered.rules[kind.id] === rules[kind.id] ? [] : [kind]))
  if (recalled === undefined || changed.length > ruleset.rules.length / 4) return scannedNow(await scanObjects(asked(input)), rules)
  if (changed.length > 0) return scannedNow(await scanForSome({ ...input, recalled }, compile(changed, { decoding: ruleset.decoding })), rules)
  return scanNews({ ...input, recalled }, rules)
}

type Rules = Remembered['rules']
type Again = StoreScan & { readonly recalled: Recalled }

function asked(input: StoreScan): ObjectScan {
  return { folder: input.folder, ruleset: input.ruleset, traces: input.traces, onProgress: (progress) => input.onProgress(progress) }
}

function scannedNow(scanned: ScannedObjects, rules: Rules | undefined): StoreScanned {
  const totals = totalsOf(scanned)
  const { found, unseen, binaries, traces } = scanned
  return { ...totals, found, unseen, binaries, traces, news: 'some', learned: rules && { of: 'all', clean: cleanOf(scanned), remembered: { rules, ...totals, ...troubleOf(scanned) } } }
}

async function scanForSome(input: Again, some: Ruleset): Promise<ScannedObjects> {
  const { folder, recalled } = input
  const first = await scanObjects({ folder, ruleset: some })
  const only = new Set([...first.found.keys(), ...recalled.again])
  for (const oid of first.scanned) if (!recalled.clean.has(oid)) only.add(oid)
  const second = await scanSome(input, only)
  const unseen = new Map([...first.unseen, ...second.unseen].map((one) => [one.oid, one]))
  const { scanned, binaries, blobs, bytes } = first
  return { scanned, binaries, blobs, bytes, found: second.found, unseen: [...unseen.values()] }
}

async function scanNews(input: Again, rules: Rules): Promise<StoreScanned> {
  const { remembered, again, news, clean } = input.recalled
  const skip = { has: (oid: string) => clean.has(oid) || again.has(oid) }
  const fresh = news === 'many' ? await scanObjects({ ...asked(input), skip }) : await scanSome(input, news)
  const known = await foundAgain(again, { ...input, held: remembered.tokens ?? {} })
  const held = await scanSome(input, known.unclear)
  const [found, unseen] = [new Map([...fresh.found, ...known.found, ...held.found]), [...fresh.unseen, ...held.unseen]]
  const added = totalsOf(fresh)
  const totals = {
    blobs: remembered.blobs + added.blobs,
    bytes: remembered.bytes + added.bytes,
    binaries: remembered.binaries + added.binaries,
  }
  return {
    ...totals,
    binaries: { size: totals.binaries },
    found,
    unseen,
    news: news === 'many' || news.size > 0 ? 'some' : 'none',
    learned: { of: 'news', clean: cleanOf(fresh), remembered: { rules, ...totals, ...troubleOf({ found, unseen }) } },
  }
}

async function scanSome(input: StoreScan, only: ReadonlySet<string>): Promise<ScannedObjects> {
  if (only.size > 0) return scanObjects({ ...asked(input), only })
  return { found: new Map(), scanned: [], binaries: new Set(), unseen: [], blobs: 0, bytes: 0 }
}

function totalsOf({ blobs, bytes, binaries }: ScannedObjects): Pick<Remembered, 'blobs' | 'bytes' | 'binaries'> {
  return { blobs, bytes, binaries: binaries.size }
}

function troubleOf({ found, unseen }: Pick<ScannedObjects, 'found' | 'unseen'>): Pick<Remembered, 'held' | 'unseen' | 'tokens'> {
  return { held: [...found.keys()], unseen: unseen.map(({ oid }) => oid), tokens: heldTokens(found) }
}

function* cleanOf({ scanned, found }: ScannedObjects): Generator<string> {
  for (const oid of scanned) if (!found.has(oid)) yield oid
}
