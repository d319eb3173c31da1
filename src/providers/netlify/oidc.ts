import { advice } from '../../recipes/advice.ts'

export const kept = advice('netlify', [
  {
    what: 'A Netlify build hook',
    how: 'Whoever knows its address can start builds: one hook for each use; or let Netlify build on pushes by its Git integration, '
      + 'which needs no secret here.',
    variables: /^NETLIFY_\w{0,40}BUILD_HOOK(?:_URL)?$/,
    commands: /api\.netlify\.com\/build_hooks/,
    names: 'NETLIFY_BUILD_HOOK BUILD_HOOK',
  },
  {
    what: 'A Netlify token',
    how: 'It can do all that its owner can: a user of its own in one team, with an end date; or let Netlify build on pushes by its Git '
      + 'integration, which needs no secret here.',
    inputs: { 'nwtgck/actions-netlify': 'netlify_auth_token', 'jsmrcaga/action-netlify-deploy': 'netlify_auth_token' },
    variables: /^NETLIFY_(?:AUTH_|ACCESS_|API_)?TOKEN$/,
    commands: /\bnetlify\s.{0,200}--auth|api\.netlify\.com/,
    names: 'NETLIFY',
  },
])
