/**
 * Who may read a report. Whoever reads a public one learns kind, place, fingerprint and what to do, and nothing of what a
 * provider says of a token: otherwise we would tell a thief which of the stolen ones still work.
 */
export type Audience = 'public' | 'private'

export interface Telling {
  readonly audience: Audience
  /** Fingerprints of tokens that the history holds and the newest files do not. */
  readonly gone?: ReadonlySet<string>
}
