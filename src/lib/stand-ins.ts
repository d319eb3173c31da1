import { MayflyError } from './errors.ts'
import { createHttp, type Http } from './http.ts'
import { isList, parseJson, textAt } from './json.ts'

/** The way to the providers. For tests, `standIns` (MAYFLY_STAND_INS) is JSON: host → the server on this machine that stands in for it. */
export function httpOf(standIns: string | undefined): Http {
  if (standIns === undefined) return createHttp()
  const json = parseJson(standIns)
  if (json === null || typeof json !== 'object' || isList(json)) throw notUnderstood()
  try {
    return createHttp({ standIns: Object.fromEntries(Object.keys(json).map((host) => [host, textAt(json, host) ?? ''])) })
  } catch (cause) {
    throw notUnderstood(cause)
  }
}

function notUnderstood(cause?: unknown): MayflyError {
  return new MayflyError('usage', 'MAYFLY_STAND_INS: JSON of host to http://127.0.0.1:PORT was expected', { cause })
}
