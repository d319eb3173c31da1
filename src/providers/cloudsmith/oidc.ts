// A stored API key of Cloudsmith → a service account's OIDC provider: docs.cloudsmith.com/authentication/openid-connect
import { switching } from '../../recipes/switching.ts'
import type { Migration, Step } from '../../workflow.ts'
import { exchanged, isExchanged } from './oidc-exchange.ts'
import { failures } from './oidc-failures.ts'
import { retire, trust } from './oidc-trust.ts'

const byAction = switching({
  id: 'cloudsmith/oidc',
  title: 'Log in to Cloudsmith by OIDC instead of a stored API key',
  thing: 'key',
  reason: 'A service account logs in with GitHub\'s OIDC token; the stored API key is not read any more.',
  sites: [{
    action: 'cloudsmith-io/cloudsmith-cli-action',
    since: [1, 0, 3],
    secrets: 'api-key',
    set: [
      { input: 'oidc-namespace', variable: 'NAMESPACE', holds: 'the organization at Cloudsmith' },
      { input: 'oidc-service-slug', variable: 'SERVICE_SLUG', holds: 'the slug of the service account' },
    ],
    trouble: troubleWith,
  }],
  words: 'API KEY TOKEN',
  fallback: 'CLOUDSMITH',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^CLOUDSMITH_(?:\w{1,40}_)?(?:KEY|TOKEN|PASSWORD)$/,
    inputs: { 'cloudsmith-io/action': 'api-key' },
    commands: /\bcloudsmith\s|\.cloudsmith\.(?:io|com)/,
    image: /^docker\.cloudsmith\.io/,
    names: 'CLOUDSMITH',
    action: 'report',
    say: 'Cloudsmith takes GitHub\'s OIDC token of a service account: `cloudsmith-io/cloudsmith-cli-action` with `oidc-namespace`, `oidc-service-slug` and `export-auth-token: true` in front '
      + 'leaves a short-lived `CLOUDSMITH_API_KEY` behind. The service account and its OIDC provider are made at Cloudsmith first.',
  }],
})

/** Version 3 leaves the key in the environment of later steps only where it was given one. */
function troubleWith(step: Step): string | undefined {
  const reader = step.job.steps.find((one) => one.index > step.index && /CLOUDSMITH_API_KEY/.test([one.run ?? '', ...[...one.with, ...one.env].map(({ value }) => value)].join('\n')))
  return reader === undefined ? undefined : `The step on line ${reader.line} reads \`CLOUDSMITH_API_KEY\` that this one leaves behind; with OIDC it does so only with \`export-auth-token: true\` (version 3).`
}

/** What is given the key itself is given a short-lived one; the CLI's own action logs in by itself. */
export const oidc: Migration = {
  ...byAction,
  consumes: (flow) => (isExchanged(flow) ? { flow, as: 'exchange' } : byAction.consumes(flow)),
  async plan(uses, around) {
    const others = uses.filter(({ as }) => as !== 'exchange')
    const own = [...Map.groupBy(uses.filter(({ as }) => as === 'exchange'), ({ flow }) => flow.secret).values()]
    return [...own.map((same) => exchanged(same, { around, others })), ...await byAction.plan(others, around)]
  },
}
