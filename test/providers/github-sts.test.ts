import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { provider } from '../../src/providers/github/index.ts'
import type { Trust } from '../../src/workflow.ts'
import { plan, refusals } from '../migrate/planning.ts'
import { FACTS, weaknesses, type Admission, type Claims } from '../support/trust.ts'

const facts = { ...FACTS, githubTokens: 'octo-sts' } as const
const AUDIENCE = 'octo-sts.dev'

function dispatch(on: string, more = ''): string {
  return `on: ${on}
jobs:
  release:
    runs-on: ubuntu-latest
${more}    steps:
      - uses: peter-evans/repository-dispatch@v3
        with:
          token: \${{ secrets.BOT_PAT }}
          repository: acme/website
          event-type: release
`
}

test('where the policy wants no key stored, the OIDC token of the job is exchanged', async () => {
  const { files, proposals } = await plan(dispatch('{ push: { branches: [main] } }'), facts)
  const after = files[0]?.after ?? ''
  expect(after).toContain(`    permissions:
      id-token: write
    steps:
      - name: Exchange the OIDC token for one of GitHub
        id: octo-sts
        uses: octo-sts/action@f603d3be9d8dd9871a265776e625a27b00effe05 # v1.1.1
        with:
          scope: acme/website
          identity: w-release
      - uses: peter-evans/repository-dispatch@v3
        with:
          token: \${{ steps.octo-sts.outputs.token }}`)
  expect(refusals(after)).toEqual([])
  expect((await plan(after, facts)).items).toEqual([])
  expect(proposals).toMatchObject([{ state: 'waits', letter: { variables: [], secrets: ['BOT_PAT'] } }])
})

test('several subjects are anchored at both ends, however the exchange anchors a pattern', async () => {
  const { subject_pattern: pattern } = Object(await trustFile(dispatch('{ push: { branches: [main, stable] } }')))
  expect(new RegExp(`^${String(pattern)}$`).test('repo:acme@7/shop@42:ref:refs/heads/main-topic')).toBe(false)
})

test('an exchange that the workflows use already is used without a word in the policy', async () => {
  const using = `${dispatch('push')}      - uses: octo-sts/action@v1\n        with: { scope: acme/other, identity: x }\n`
  const { files } = await plan(using, FACTS)
  expect(files[0]?.after).toContain('steps.octo-sts.outputs.token')
})

test('what no repository can grant stays an App\'s', async () => {
  const text = 'on: issues\njobs:\n  plan:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/add-to-project@v1\n        with:\n          project-url: https://github.com/orgs/acme/projects/1\n          github-token: ${{ secrets.BOT_PAT }}\n'
  expect((await plan(text, facts)).files[0]?.after).toContain('create-github-app-token')
})

describe('the file that lets a job in admits nobody else', () => {
  test.each([
    ['a branch', '{ push: { branches: [main] } }', '', {}],
    ['an environment', 'push', '    environment: production\n', { environment: 'production' }],
    ['two branches', '{ push: { branches: [main, stable] } }', '', { ref: 'refs/heads/stable' }],
  ])('%s', async (_, on, more, job) => {
    const policy = await trustFile(dispatch(on, more))
    expect(policy).toMatchObject({ permissions: { contents: 'write' } })
    expect(weaknesses({ job: { audience: AUDIENCE, workflow: 'w.yml', ...job }, admits: (claims) => admits(policy, claims), needs: ['aud', 'sub', 'iss', 'repository_id', 'workflow_ref'] })).toEqual([])
  })
})

async function trustFile(text: string): Promise<unknown> {
  const { proposals } = await plan(text, facts)
  const [migration] = provider.migrations ?? []
  const trusts: readonly Trust[] = proposals.flatMap(({ admissions }) => admissions.flatMap(({ admission }) => migration?.trust?.(admission, facts) ?? []))
  expect(trusts).toMatchObject([{ title: 'the file `.github/chainguard/w-release.sts.yaml` in `acme/website`', forms: [{ language: 'yaml' }] }])
  return parse(trusts[0]?.forms[0]?.text ?? '')
}

/** As the exchange reads it: issuer and subject by value or anchored pattern, other claims by anchored pattern; its domain is the audience. */
function admits(policy: unknown, claims: Claims): Admission {
  const { issuer, subject, subject_pattern: pattern, claim_pattern: others } = Object(policy)
  const rows = [
    claims['iss'] === issuer,
    claims['aud'] === AUDIENCE,
    subject === undefined ? whole(pattern, claims['sub']) : claims['sub'] === subject,
    ...Object.entries(Object(others)).map(([name, expected]) => whole(String(expected), claims[name])),
  ]
  return rows.every(Boolean) ? 'admitted' : 'refused'
}

function whole(pattern: string, value: string | undefined): boolean {
  // Both as the exchange anchors today, and without a group.
  return value !== undefined && new RegExp(`^(?:${pattern})$`).test(value) && new RegExp(`^${pattern}$`).test(value)
}
