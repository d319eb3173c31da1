import { describe, expect, test } from '@jest/globals'
import { letter } from '../../src/migrate/letter.ts'
import { conditionsOf } from '../../src/providers/aws/oidc-trust.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'

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

type Claims = Readonly<Record<string, string>>

/** Whether AWS would admit these claims: every condition must hold, a claim that is missing fails it. */
function admits(conditions: ReturnType<typeof conditionsOf>, claims: Claims): 'admitted' | 'refused' {
  const held = Object.entries(conditions).every(([operator, keys]) => Object.entries(keys).every(([key, wanted]) => {
    const claim = claims[key.split(':')[1] ?? '']
    return claim !== undefined && [wanted].flat().some((value) => (operator === 'StringLike' ? like(value, claim) : value === claim))
  }))
  return held ? 'admitted' : 'refused'
}

function like(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text)
}

const ADMITTED = { aud: 'sts.amazonaws.com', repository_id: '42' } as const

async function conditions(text: string): Promise<ReturnType<typeof conditionsOf>> {
  const { proposals } = await plan(text, facts)
  const json = proposals[0]?.letter.trust[0]?.forms.find(({ language }) => language === 'json')?.text ?? ''
  const policy: { Statement: { Condition: ReturnType<typeof conditionsOf> }[] } = JSON.parse(json)
  return policy.Statement[0]?.Condition ?? {}
}

describe('the trust condition', () => {
  test.each([
    ['a branch', deploy({ on: '{ push: { branches: [main] } }' }), 'ref:refs/heads/main'],
    ['an environment, before the branch', deploy({ on: '{ push: { branches: [main] } }', job: '    environment: prod\n' }), 'environment:prod'],
    ['an environment with a colon', deploy({ job: '    environment: "eu:prod"\n' }), 'environment:eu%3Aprod'],
    ['a condition on the branch', deploy({ job: "    if: github.ref == 'refs/heads/main'\n" }), 'ref:refs/heads/main'],
    ['a condition of the login step', deploy({ condition: "        if: github.ref == 'refs/heads/live'\n" }), 'ref:refs/heads/live'],
    ['tags by pattern', deploy({ on: "{ push: { tags: ['v*'] } }" }), 'ref:refs/tags/v1.2.3'],
    ['a release', deploy({ on: '{ release: { types: [published] } }' }), 'ref:refs/tags/v1'],
    ['a schedule', deploy({ on: "{ schedule: [{ cron: '0 4 * * 1' }] }" }), 'ref:refs/heads/main'],
  ])('for %s admits the right job and refuses all others', async (_, text, context) => {
    const trust = await conditions(text)
    const right = { ...ADMITTED, sub: `repo:octo@1/shop@42:${context}` }
    expect(admits(trust, right)).toBe('admitted')
    const wrong: readonly Claims[] = [
      { ...right, sub: 'repo:octo@1/shop@42:pull_request' },
      { ...right, sub: 'repo:octo@1/shop@42:ref:refs/heads/other' },
      { ...right, sub: `repo:octo@1/other@43:${context}`, repository_id: '43' },
      { ...right, sub: `repo:octo/shop:${context}` },
      { ...right, repository_id: '77' },
      { ...right, aud: 'https://github.com/octo' },
      { aud: right.aud, sub: right.sub },
      { repository_id: '42', sub: right.sub },
      { ...ADMITTED },
    ]
    expect(wrong.map((claims) => admits(trust, claims))).toEqual(wrong.map(() => 'refused'))
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

test('a job that logs in as another identity too is left alone', async () => {
  const text = `${deploy({})}      - run: aws s3 ls\n        env:\n          AWS_ACCESS_KEY_ID: \${{ secrets.OTHER_ID }}\n          AWS_SECRET_ACCESS_KEY: \${{ secrets.OTHER_KEY }}\n`
  const { items } = await plan(text, facts)
  expect(items.filter(({ secret }) => secret.startsWith('OTHER'))).toMatchObject([{ action: 'report' }, { action: 'report' }])
})
