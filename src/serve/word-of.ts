import { MayflyError } from '../lib/errors.ts'

/** What may be told of an error: our own words, else only its name. */
export function wordOf(error: unknown): string {
  return error instanceof MayflyError ? error.message : error instanceof Error ? error.name : 'unknown trouble'
}
