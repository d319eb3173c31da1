/** Orders about the pull request itself that replaces a stored secret. */
export const ABOUT_THE_PULL = ['rebase', 'close', 'why', 'retired'] as const

export type AboutThePull = (typeof ABOUT_THE_PULL)[number]

export function isAboutThePull(what: string): what is AboutThePull {
  return ABOUT_THE_PULL.some((one) => one === what)
}

/** What a person asked for, by a button of the check or a comment. Without a fingerprint: the one finding that blocks. */
export interface Order {
  /** The same for a delivery that comes again. */
  readonly id: string
  readonly what: 'allow' | 'revoke' | 'migrate' | AboutThePull
  readonly by: string
  readonly fingerprint?: string
  /** The pull request to answer on. */
  readonly number?: number
  /** Why it is not done, whoever gave it: it is not understood, or not as it was written. */
  readonly obstacle?: 'misread' | 'edited' | 'mixed'
}
