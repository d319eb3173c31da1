import { describe, expect, test } from '@jest/globals'
import { parseJson, type Json } from '../../src/lib/json.ts'
import { letter } from '../../src/migrate/letter.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { awsAdmits, claimsOf, weaknesses, type AskingJob } from '../support/trust.ts'

testReadme('aws')

const facts: RepoFacts = { owner: 'octo', name: 'shop', id: '42', defaultBranch: 'main', subClaimPrefix: 'repo:octo@1/shop@42' }

function deploy({ on = 'push', job = '', condition = '' }: { readonly on?: string; readonly job?: string; readonly condition?: string }): string {
  return `on: ${on}
jobs:
  deploy:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: aws-actions/configure-aws-credentials@v4
${condition}        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
`
}

/** The trust policy that the letter gives. */
async function policyFor(text: string): Promise<Json> {
  const { proposals } = await plan(text, facts)
  return parseJson(proposals[0]?.letter.trust[0]?.forms.find(({ language }) => language === 'json')?.text ?? '') ?? null
}

describe('the trust condition', () => {
  test.each<[string, string, Partial<AskingJob>]>([
    ['a branch', deploy({ on: '{ push: { branches: [main] } }' }), {}],
    ['an environment, before the branch', deploy({ on: '{ push: { branches: [main] } }', job: '    environment: prod\n' }), { environment: 'prod' }],
    ['an environment with a colon', deploy({ job: '    environment: "eu:prod"\n' }), { environment: 'eu:prod' }],
    ['a condition on the branch', deploy({ job: "    if: github.ref == 'refs/heads/main'\n" }), {}],
    ['a condition of the login step', deploy({ condition: "        if: github.ref == 'refs/heads/live'\n" }), { ref: 'refs/heads/live' }],
    ['tags by pattern', deploy({ on: "{ push: { tags: ['v*'] } }" }), { ref: 'refs/tags/v1.2.3' }],
    ['a release', deploy({ on: '{ release: { types: [published] } }' }), { ref: 'refs/tags/v1' }],
    ['a schedule', deploy({ on: "{ schedule: [{ cron: '0 4 * * 1' }] }" }), {}],
  ])('for %s admits the right job and refuses all others', async (_, text, where) => {
    const policy = await policyFor(text)
    const job = { audience: 'sts.amazonaws.com', owner: 'octo', ownerId: '1', ...where }
    // Any tag of the pattern is meant.
    const except = where.ref?.startsWith('refs/tags/') ? ['a branch whose name begins the same'] : []
    expect(weaknesses({ job, admits: (claims) => awsAdmits(policy, claims), needs: ['aud', 'sub', 'repository_id'], except })).toEqual([])
    expect(awsAdmits(policy, claimsOf({ ...job, subject: 'names' }))).toBe('refused')
  })

  test('is the same as Terraform and as CLI', async () => {
    const { proposals } = await plan(deploy({ job: '    environment: prod\n' }), facts)
    const [terraform, cli, json] = proposals[0]?.letter.trust[0]?.forms.map(({ text }) => text) ?? []
    expect(cli).toContain(json)
    for (const value of ['repo:octo@1/shop@42:environment:prod', 'sts.amazonaws.com', '42']) expect(terraform).toContain(`["${value}"]`)
    expect(terraform?.match(/test {5}= "StringEquals"/g)).toHaveLength(3)
  })
})

describe('the pull request', () => {
  test('waits until its variable exists', async () => {
    const states = await Promise.all([undefined, [], ['AWS_ROLE_ARN']].map(async (variables) => {
      const { proposals } = await plan(deploy({}), { ...facts, ...(variables === undefined ? {} : { variables }) })
      return [proposals[0]?.state, proposals[0]?.letter.variables[0]?.state]
    }))
    expect(states).toEqual([['waits', 'unknown'], ['waits', 'missing'], ['ready', 'there']])
  })

  test('says what to set up, where, and what to delete', async () => {
    const { proposals } = await plan(deploy({ job: '    environment: prod\n' }), facts)
    const text = proposals.map((one) => letter(one.letter)).join('')
    for (const part of [
      "gh variable set AWS_ROLE_ARN --body VALUE --env prod", 'https://github.com/octo/shop/settings/environments', 'aws iam update-access-key',
      'https://github.com/octo/shop/settings/secrets/actions', '`AWS_SECRET_ACCESS_KEY`', 'https://github.com/octo/shop/actions/workflows/w.yml',
    ]) expect(text).toContain(part)
  })

  test('says what it assumed where GitHub was not asked', async () => {
    const { proposals } = await plan(deploy({}), { owner: 'octo', name: 'shop' })
    expect(proposals[0]?.letter.assumed).toEqual([expect.stringContaining('subject prefix'), expect.stringContaining('`main`')])
  })
})

test('two keys never meet in one variable', async () => {
  const text = deploy({}) + deploy({}).split('jobs:\n')[1]?.replaceAll('secrets.AWS', 'secrets.PROD_AWS').replace('deploy:', 'live:')
  const { items, proposals } = await plan(text, facts)
  expect(items.map(({ action }) => action)).toEqual(['rewrite', 'rewrite', 'rewrite', 'rewrite'])
  expect(proposals[0]?.letter.variables.map(({ name }) => name)).toEqual(['AWS_ROLE_ARN', 'PROD_AWS_ROLE_ARN'])
})

test.each([
  ['passes two parts on', 'AWS_SECRET_ACCESS_KEY', 'report'],
  ['passes all three on', 'AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN', 'rewrite'],
])('a compose file that %s is read where the repository is at hand', async (_, names, action) => {
  const text = `${deploy({})}      - run: docker compose up\n`
  const { items } = await plan(text, { ...facts, files: async (path) => (path === 'compose.yaml' ? `environment: [${names}]` : undefined) })
  expect(items[0]).toMatchObject({ action })
})

test.each([
  ['hands two parts on', '--env="AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-}"', 'report'],
  ['hands all three on', '--env="AWS_SECRET_ACCESS_KEY=$KEY" --env="AWS_SESSION_TOKEN=$TOKEN"', 'rewrite'],
  ['only asks for them', 'test -n "$AWS_SECRET_ACCESS_KEY"', 'rewrite'],
])('a script that %s is read where the repository is at hand and the job runs scripts', async (_, line, action) => {
  const at = { ...facts, paths: async () => ['e2e/run.sh', 'readme.md'], files: async (path: string) => (path === 'e2e/run.sh' ? `kubectl run ${line}` : undefined) }
  const actions = await Promise.all(['make test', 'aws s3 ls'].map(async (command) => (await plan(`${deploy({})}      - run: ${command}\n`, at)).items[0]?.action))
  expect(actions).toEqual([action, 'rewrite'])
})

test.each([
  ['two parts', 'AWS_ACCESS_KEY_ID\n  AWS_SECRET_ACCESS_KEY', 'report'],
  ['all three', 'AWS_ACCESS_KEY_ID\n  AWS_SECRET_ACCESS_KEY\n  AWS_SESSION_TOKEN', 'rewrite'],
  ['whatever begins so', 'AWS_*', 'rewrite'],
])('tox that passes %s on runs with what its configuration names', async (_, names, action) => {
  const at = { ...facts, files: async (path: string) => (path === 'tox.ini' ? `[testenv]\npassenv =\n  ${names}\n` : undefined) }
  const actions = await Promise.all(['tox -e docs', 'python -m tox', 'aws s3 ls'].map(async (command) => (await plan(`${deploy({})}      - run: ${command}\n`, at)).items[0]?.action))
  expect(actions).toEqual([action, action, 'rewrite'])
})

test('a job that logs in as another identity too is left alone', async () => {
  const text = `${deploy({})}      - run: aws s3 ls\n        env:\n          AWS_ACCESS_KEY_ID: \${{ secrets.OTHER_ID }}\n          AWS_SECRET_ACCESS_KEY: \${{ secrets.OTHER_KEY }}\n`
  const { items } = await plan(text, facts)
  expect(items.filter(({ secret }) => secret.startsWith('OTHER'))).toMatchObject([{ action: 'report' }, { action: 'report' }])
})
