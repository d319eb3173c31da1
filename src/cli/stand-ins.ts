import { MayflyError } from '../lib/errors.ts'
import { createHttp, type Http } from '../lib/http.ts'
import { parseJson } from '../lib/json.ts'

/** The way to the providers. For tests, MAYFLY_STAND_INS names servers on this machine that stand in for hosts. */
export function httpOf(env: NodeJS.ProcessEnv): Http {
  const text = env['MAYFLY_STAND_INS']
  if (text === undefined) return createHttp()
  try {
    const rows = Object.entries(parseJson(text) ?? { '': '' }).map(([host, origin]) => [host, String(origin)] as const)
    return createHttp({ standIns: Object.fromEntries(rows) })
  } catch (cause) {
    throw new MayflyError('usage', 'MAYFLY_STAND_INS: JSON of host to http://127.0.0.1:PORT was expected', { cause })
  }
}
