import { advice } from '../../recipes/advice.ts'

export const kept = advice('sentry', [
  {
    what: 'A Sentry token',
    how: 'An organization token, which can only upload source maps and make releases, instead of a user\'s.',
    inputs: { 'getsentry/action-release': 'sentry_auth_token' },
    variables: /^SENTRY_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bsentry-cli\b.{0,300}--auth-token|sentry\.io\/api/,
    names: 'SENTRY',
  },
])
