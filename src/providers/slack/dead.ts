/**
 * The errors with which every method refuses a token that has ended.
 * https://docs.slack.dev/reference/methods/auth.test#errors
 */
export const DEAD = ['token_revoked', 'token_expired', 'account_inactive'] as const
