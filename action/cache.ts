import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { info } from '@actions/core'
import type { Ends } from '../src/acting.ts'
import type { Setting } from './setting.ts'

/** The part of @actions/cache that is used. https://github.com/actions/toolkit/tree/main/packages/cache */
export interface CacheClient {
  restoreCache(paths: string[], key: string, restoreKeys?: string[]): Promise<string | undefined>
  saveCache(paths: string[], key: string): Promise<number>
}

/** A folder whose files the next run finds again. */
export interface Kept {
  readonly folder: string
  /** Hands the files over, and removes the folder. */
  save(): Promise<void>
}

/**
 * What earlier runs kept, for a whole history alone: an event's few commits are scanned before it would be here. A pull request
 * reads what its base branch kept and what it kept itself, so no stranger's run can have blobs of others left out.
 */
export async function keptFor(setting: Pick<Setting, 'cache' | 'temp'>, { heads, bases, load = loadClient }: Keeping): Promise<Kept | undefined> {
  const { cache, temp } = setting
  if (cache !== 'yes' || temp === undefined || bases.length > 0) return undefined
  const folder = join(temp, 'mayfly-kept')
  const key = `${PREFIX}${heads.join('-')}`
  const client = await orSay('loaded', load)
  if (client === undefined) return undefined
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const restored = await orSay('read', () => client.restoreCache([folder], key, [PREFIX]))
  return {
    folder,
    async save() {
      // What has a key is never changed.
      if (restored !== key) await orSay('written', () => client.saveCache([folder], key))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Keeping extends Ends {
  readonly load?: () => Promise<CacheClient>
}

const PREFIX = 'mayfly-1-'

function loadClient(): Promise<CacheClient> {
  return import('./cache-client.ts')
}

/** Without a cache a scan takes longer, and finds the same. */
async function orSay<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    info(`The cache could not be ${what} (${error instanceof Error ? error.name : typeof error}): all is scanned`)
    return undefined
  }
}
