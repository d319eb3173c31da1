/**
 * What can go wrong in a way that a person can mend. Everything else that is thrown is a bug.
 * `usage` and `policy` end a command with exit code 2, the others with 3.
 */
export type ErrorCode = 'usage' | 'policy' | 'git' | 'io' | 'github' | 'store' | 'network' | 'busy' | 'config' | 'gone'

/** An expected trouble that has to be thrown: says where, what was found, what was expected, what to do. Never holds a secret. */
export class MayflyError extends Error {
  readonly code: ErrorCode

  // oxlint-disable-next-line max-params -- mirrors Error(message, options)
  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'MayflyError'
    this.code = code
  }
}
