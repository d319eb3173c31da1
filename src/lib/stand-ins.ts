import { MayflyError } from './errors.ts'
import { isList, parseJson, textAt } from './json.ts'

/** For tests and the demo: host → the server on this machine that stands in for it, as MAYFLY_STAND_INS tells. */
export function standInsOf(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {}
  const json = parseJson(text)
  if (json === null || typeof json !== 'object' || isList(json)) {
    throw new MayflyError('config', 'MAYFLY_STAND_INS: JSON of host to http://127.0.0.1:PORT was expected')
  }
  return Object.fromEntries(Object.keys(json).map((host) => [host, textAt(json, host) ?? '']))
}
