// Logins of the second wave, by GitHub's OIDC token in place of a stored secret: each readme is true, and each trust admits the right job alone.
import { describe, expect, test } from '@jest/globals'
import { providers } from '../../src/providers/index.ts'
import type { FederationPolicy } from '../../src/providers/databricks/oidc-trust.ts'
import type { Bound } from '../../src/providers/infisical/oidc.ts'
import type { Policy } from '../../src/providers/pulumi/oidc-trust.ts'
import type { Listed } from '../../src/recipes/listed.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { workflowOf } from '../migrate/reading.ts'
import { like } from '../support/trust-aws.ts'
import { azureAdmits, claimsOf, FACTS, listAdmits, strangersTo, vaultAdmits, type Admission, type Claims } from '../support/trust.ts'

for (const id of ['tailscale', 'doppler', 'infisical', 'akeyless', 'conjur', 'hcp', 'codspeed', 'qlty', 'octopus', 'depot', 'cloudsmith', 'anthropic', 'pulumi', 'jfrog', 'jsr', 'databricks', 'snowflake', 'pub-dev', 'vscode-marketplace']) testReadme(id)

interface Case {
  readonly provider: string
  readonly audience: string
  readonly steps: string
  readonly admits: (form: string, claims: Claims) => Admission
}

function byList(form: string, claims: Claims): Admission {
  const condition: Listed = JSON.parse(form)
  return listAdmits(condition, claims)
}

/** tailscale.com/kb/1581: the subject may hold `*`, the rules hold by value, the audience is Tailscale's own. */
function byTailscale(form: string, claims: Claims): Admission {
  const one: { readonly issuer: string; readonly subject: string; readonly custom_claim_rules: Readonly<Record<string, string>> } = JSON.parse(form)
  const held = Object.entries(one.custom_claim_rules).every(([name, value]) => claims[name] === value)
  const known = claims['iss'] === one.issuer && claims['aud'] === 'api.tailscale.com/x'
  return held && known && like(one.subject, claims['sub'] ?? '') ? 'admitted' : 'refused'
}

function byInfisical(form: string, claims: Claims): Admission {
  const { bound_audiences, bound_subject, bound_claims }: Bound = JSON.parse(form)
  return like(bound_subject, claims['sub'] ?? '') ? vaultAdmits({ bound_audiences, bound_claims }, claims) : 'refused'
}

/** Octopus Deploy and Snowflake compare issuer, subject and audience by value. */
function bySubject(form: string, claims: Claims): Admission {
  const { issuer, subject, audience }: { readonly issuer: string; readonly subject: string; readonly audience: string } = JSON.parse(form)
  return listAdmits({ issuer, subjects: [subject], audience }, claims)
}

/** pulumi.com/docs/administration/guides/oidc-issuers: one policy must allow, by value or with `*`. */
function byPulumi(form: string, claims: Claims): Admission {
  const policies: readonly Policy[] = JSON.parse(form)
  const allowed = policies.some(({ rules }) => Object.entries(rules).every(([name, value]) => claims[name] !== undefined && like(value, claims[name] ?? '')))
  return allowed && claims['iss'] === 'https://token.actions.githubusercontent.com' ? 'admitted' : 'refused'
}

/** docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-policy: issuer, subject and one of the audiences, by value. */
function byDatabricks(form: string, claims: Claims): Admission {
  const { oidc_policy: { issuer, subject, audiences } }: FederationPolicy = JSON.parse(form)
  return listAdmits({ issuer, subjects: [subject], audience: audiences[0] ?? '' }, claims)
}

/** The audience is the provider's own name, which HCP looks after. */
function byHcp(form: string, claims: Claims): Admission {
  const { issuer, conditional_access: condition }: { readonly issuer: string; readonly conditional_access: string } = JSON.parse(form)
  const terms = condition.split(' and ').map((term) => /^jwt_claims\.(\w+) == "(.*)"$/.exec(term))
  const held = terms.every((term) => term !== null && claims[term[1] ?? ''] === term[2])
  return held && claims['iss'] === issuer && claims['aud'] === 'provider' ? 'admitted' : 'refused'
}

const OWNER = 'https://github.com/acme'

const CASES: readonly Case[] = [
  { provider: 'tailscale', audience: 'api.tailscale.com/x', admits: byTailscale, steps: '- uses: tailscale/github-action@v4\n  with:\n    authkey: ${{ secrets.X }}\n    tags: tag:ci\n' },
  { provider: 'doppler', audience: OWNER, admits: byList, steps: '- uses: dopplerhq/secrets-fetch-action@v1.3.0\n  with:\n    doppler-token: ${{ secrets.X }}\n' },
  { provider: 'infisical', audience: OWNER, admits: byInfisical, steps: '- uses: Infisical/secrets-action@v1.0.9\n  with:\n    client-secret: ${{ secrets.X }}\n' },
  { provider: 'akeyless', audience: OWNER, admits: byList, steps: '- uses: akeyless-community/akeyless-github-action@v1\n  with:\n    access-key: ${{ secrets.X }}\n' },
  { provider: 'conjur', audience: 'conjur', admits: byList, steps: '- uses: cyberark/conjur-action@v2.2.2\n  with:\n    api_key: ${{ secrets.X }}\n' },
  { provider: 'hcp', audience: 'provider', admits: byHcp, steps: '- uses: hashicorp/hcp-auth-action@v0\n  with:\n    client_secret: ${{ secrets.X }}\n' },
  { provider: 'octopus', audience: 'SERVICE_ACCOUNT_ID', admits: bySubject, steps: '- uses: OctopusDeploy/login@v2\n  with:\n    api_key: ${{ secrets.X }}\n' },
  { provider: 'cloudsmith', audience: OWNER, admits: byList, steps: '- uses: cloudsmith-io/cloudsmith-cli-action@v3\n  with:\n    api-key: ${{ secrets.X }}\n' },
  { provider: 'anthropic', audience: 'https://api.anthropic.com', admits: byList, steps: '- uses: anthropics/claude-code-action@v1\n  with:\n    anthropic_api_key: ${{ secrets.X }}\n' },
  { provider: 'pulumi', audience: 'urn:pulumi:org:ORGANIZATION', admits: byPulumi, steps: '- run: pulumi up\n  env:\n    PULUMI_ACCESS_TOKEN: ${{ secrets.X }}\n' },
  { provider: 'jfrog', audience: 'jfrog-github', admits: byList, steps: '- uses: jfrog/setup-jfrog-cli@v4\n  env:\n    JF_ACCESS_TOKEN: ${{ secrets.X }}\n' },
  {
    provider: 'databricks', audience: 'DATABRICKS_ACCOUNT_ID', admits: byDatabricks,
    steps: '- uses: databricks/setup-cli@main\n- run: databricks bundle deploy\n  env:\n    DATABRICKS_HOST: x\n    DATABRICKS_TOKEN: ${{ secrets.X }}\n',
  },
  {
    provider: 'snowflake', audience: 'snowflakecomputing.com', admits: bySubject,
    steps: '- uses: snowflakedb/snowflake-cli-action@v2\n- run: snow sql -x -q now\n  env:\n    SNOWFLAKE_PASSWORD: ${{ secrets.X }}\n',
  },
  {
    provider: 'vscode-marketplace', audience: 'api://AzureADTokenExchange', admits: (form, claims) => azureAdmits(JSON.parse(form), claims),
    steps: '- run: npx @vscode/vsce publish -p ${{ secrets.X }}\n',
  },
]

describe.each(CASES.map((one) => [one.provider, one] as const))('the trust of %s', (_, { steps, audience, admits }) => {
  const places = [
    ['on a branch', '{ push: { branches: [main] } }', '', { audience }],
    ['in an environment', 'push', 'environment: prod\n', { audience, environment: 'prod' }],
  ] as const

  test.each(places)('admits the job %s and nobody else', async (_, on, job, asking) => {
    const text = workflowOf({ steps, job: `permissions:\n  contents: read\n${job}` }).replace('on: push', `on: ${on}`)
    const { proposals } = await plan(text, FACTS)
    const form = proposals[0]?.letter.trust[0]?.forms.find(({ language }) => language === 'json')?.text ?? '{}'
    expect(admits(form, claimsOf(asking))).toBe('admitted')
    const strangers = audience === OWNER ? strangersTo(asking).filter(([who]) => who !== 'another audience') : strangersTo(asking)
    expect(strangers.filter(([, claims]) => admits(form, claims) === 'admitted').map(([who]) => who)).toEqual([])
    for (const claim of ['sub', 'aud', 'iss']) {
      const { [claim]: _, ...without } = claimsOf(asking)
      expect(admits(form, without)).toBe('refused')
    }
  })

  test('says for several environments, or for any tag, what the provider cannot compare', async () => {
    const text = workflowOf({ steps, job: 'permissions:\n  contents: read\n' }).replace('on: push', 'on: { push: { tags: ["v*"] } }')
    const { proposals } = await plan(text, FACTS)
    const told = JSON.stringify(proposals[0]?.letter.trust[0])
    expect(told).toMatch(/refs\/tags\/v/)
  })
})

test.each([
  ['"v[0-9]+.[0-9]+.[0-9]+*"', 'v{{version}}'],
  ['"shop-v*"', 'shop-v{{version}}'],
  ['"[0-9]+.[0-9]+.[0-9]+"', '{{version}}'],
])('pub.dev is told the tags of the workflow: %s', async (tags, pattern) => {
  const steps = '- run: echo "${{ secrets.X }}" > ~/.pub-cache/credentials.json\n- run: dart pub publish -f\n'
  const text = workflowOf({ steps, job: 'environment: pub\npermissions:\n  contents: read\n' }).replace('on: push', `on: { push: { tags: [${tags}] } }`)
  const { proposals } = await plan(text, FACTS)
  expect(proposals[0]?.letter.trust[0]?.steps.join(' ')).toContain(`\`${pattern}\``)
})

test('every variable that a rewrite reads is said what it holds, and no id is kept among the secrets', async () => {
  for (const { steps } of CASES) {
    const { files, proposals } = await plan(workflowOf({ steps, job: 'permissions:\n  contents: read\n' }), FACTS)
    const read = [...(files[0]?.after.matchAll(/vars\.(\w+)/g) ?? [])].map((match) => match[1] ?? '')
    const told = proposals[0]?.letter.variables.map(({ name }) => name) ?? []
    expect([...told].toSorted()).toEqual([...new Set(read)].toSorted())
    expect(files[0]?.after).not.toMatch(/secrets\./)
  }
})

test('what is said to be reached stands on the pages of the provider alone', () => {
  const retired = providers.flatMap(({ migrations }) => migrations ?? []).filter(({ best }) => best === undefined).map((one) => [one.id, one.retire(['X'], FACTS)] as const)
  expect(retired.filter(([, sentences]) => sentences.length === 0).map(([id]) => id)).toEqual([])
})
