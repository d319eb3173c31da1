import type { Ledger } from '../ledger/ledger.ts'
import type { Http } from '../lib/http.ts'
import type { Provider } from '../provider.ts'
import type { Hosted } from '../repo/hosted.ts'
import type { Ruleset } from '../scan/ruleset.ts'

/** What every flow of the App works with: one repository and what there is to work on it. */
export interface AppContext {
  readonly hosted: Hosted
  readonly ledger: Ledger
  readonly providers: readonly Provider[]
  readonly ruleset: Ruleset
  readonly http: Http
  now(): Date
}
