import type { StoredMigration } from '../ledger/ledger.ts'
import type { AppContext } from './app-context.ts'
import { watchedOf } from './changed-workflows.ts'
import { retirements } from './retired-in.ts'

/** What one place stores of a migration's old secrets. */
export interface StoredPlace {
  /** Absent: the repository itself. */
  readonly environment: string | undefined
  /** Undefined where the App may not see them. */
  readonly names: readonly string[] | undefined
}

export interface StoredPlaces {
  /** The repository, and each environment of a job that was migrated or that showed the old secret to be dead. */
  readonly places: readonly StoredPlace[]
  /** Of these, what no run has shown to be dead: another credential may stand there under the same name. */
  readonly alive: readonly { readonly environment: string | undefined; readonly names: readonly string[] }[]
  /** Environments that no such job runs in, and that store one of the names too. */
  readonly others: readonly string[]
}

const MOST_ENVIRONMENTS = 50

/** Where the repository stores the old secrets of a migration. An environment's goes before the repository's: https://docs.github.com/en/actions/concepts/security/secrets */
export async function storedPlaces(context: AppContext, migration: StoredMigration): Promise<StoredPlaces> {
  const { hosted } = context
  const names = new Set(migration.secrets.split(',').filter((name) => name !== ''))
  async function own(environment?: string): Promise<StoredPlace> {
    return { environment, names: (await hosted.storedSecrets(environment))?.filter((name) => names.has(name.toUpperCase())) }
  }
  const watched = await watchedOf(hosted, { base: migration.base, pull: await hosted.pull(migration.number) })
  const stateIn = await retirements(context, migration)
  const known = ((await hosted.facts()).environments ?? []).slice(0, MOST_ENVIRONMENTS)
  const used = known.filter((name) => stateIn(name) === 'dead' || watched.some(({ environment }) => isOf(environment, name)))
  const repository = await own()
  const places = [repository, ...await Promise.all(used.map((name) => own(name)))]
  const elsewhere = await Promise.all(known.filter((name) => !used.includes(name)).map((name) => own(name)))
  return {
    places,
    alive: places.flatMap((place) => aliveIn(place, { places, stateIn })),
    others: elsewhere.flatMap(({ environment = '', names: found = [] }) => (found.length === 0 ? [] : [environment])),
  }
}

/** One that is chosen at run time may be any. */
function isOf(written: string | undefined, name: string): boolean {
  return written !== undefined && (written.includes('${{') || written.toLowerCase() === name.toLowerCase())
}

interface Seen {
  readonly places: readonly StoredPlace[]
  readonly stateIn: (environment: string | undefined) => 'dead' | 'not-shown'
}

function aliveIn({ environment, names = [] }: StoredPlace, { places, stateIn }: Seen): StoredPlaces['alive'] {
  if (stateIn(environment) === 'dead') return []
  if (environment !== undefined) return names.length === 0 ? [] : [{ environment, names }]
  // A job in an environment that stores no secret of the name is given the repository's.
  const through = places.filter((place) => place.environment !== undefined && stateIn(place.environment) === 'dead')
  const left = names.filter((name) => through.length > 0 && through.every((place) => place.names?.includes(name) === true))
  return left.length === 0 ? [] : [{ environment, names: left }]
}
