import { advice, KEEP } from '../../recipes/advice.ts'
import { telling } from '../../recipes/told.ts'

const TURBO = { variables: /^TURBO_TOKEN$/, commands: /\bturbo\s.{0,300}--token/, names: 'TURBO_TOKEN TURBOREPO' } as const

/** vercel.com/docs/monorepos/remote-caching/external-ci-cd */
export const remoteCache = telling({
  id: 'vercel/remote-cache',
  title: 'Reach the remote cache of Turborepo by OIDC',
  told: [
    {
      ...TURBO,
      beside: /TURBO_API\b|--api\b|turborepo-(?:remote-cache|gh-artifacts)|turbogha|caching-for-turbo/,
      action: 'advice',
      say: `A cache server of your own takes the token that it was started with: one that can only read for pull requests, another for protected branches. ${KEEP}`,
    },
    {
      ...TURBO,
      action: 'report',
      say: 'Vercel\'s remote cache takes GitHub\'s OIDC token under a policy of the team: the job exchanges it for a short-lived token that reaches the cache alone and puts '
        + 'that into `TURBO_TOKEN`. The policy is made at Vercel first, and the exchange is a step of its own.',
    },
  ],
})

/** Vercel's policies for its CLI are not open to everyone yet. */
export const kept = advice('vercel', [
  {
    what: 'A Vercel token',
    how: 'A token for the one team with an end date; or Vercel\'s Git integration, which needs no secret here.',
    inputs: { 'amondnet/vercel-action': 'vercel-token zeit-token', 'now-actions/*': 'zeit_token' },
    variables: /^(?:VERCEL|ZEIT|NOW)_(?:\w{1,40}_)?TOKEN$/,
    commands: /\b(?:vercel|vc)\s.{0,300}(?:--token|-t\b)|api\.vercel\.com/,
    names: 'VERCEL ZEIT',
  },
])
