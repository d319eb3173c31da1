import { describe, expect, test } from '@jest/globals'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import type { AzureCredential } from '../support/trust-lists.ts'
import { azureAdmits, FACTS, weaknesses, type Admission, type Claims } from '../support/trust.ts'

testReadme('azure')

const AUDIENCE = 'api://AzureADTokenExchange'

interface Given {
  readonly on?: string
  readonly job?: string
  readonly more?: string
}

function deploy({ on = '{ push: { branches: [main] } }', job = '', more = '' }: Given): string {
  return `on: ${on}
jobs:
  deploy:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: azure/login@v2
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
${more}`
}

async function formsOf(text: string, facts: RepoFacts = FACTS): Promise<Readonly<Record<string, string>>> {
  const { proposals } = await plan(text, facts)
  return Object.fromEntries(proposals.flatMap(({ letter }) => letter.trust.flatMap(({ forms }) => forms.map((form) => [form.language, form.text]))))
}

function anyAdmits(credentials: readonly AzureCredential[], claims: Claims): Admission {
  return credentials.some((one) => azureAdmits(one, claims) === 'admitted') ? 'admitted' : 'refused'
}

describe('the federated credentials', () => {
  test.each([
    ['a branch', deploy({}), {}],
    ['an environment, before the branch', deploy({ job: '    environment: prod\n' }), { environment: 'prod' }],
  ])('for %s admit the right job and nobody else', async (_, text, job) => {
    const credentials: readonly AzureCredential[] = JSON.parse((await formsOf(text))['json'] ?? '')
    expect(weaknesses({ job: { audience: AUDIENCE, ...job }, admits: (claims) => anyAdmits(credentials, claims) })).toEqual([])
  })

  test('are one for each subject', async () => {
    const credentials: readonly AzureCredential[] = JSON.parse((await formsOf(deploy({ on: '{ push: { branches: [main, next] } }' })))['json'] ?? '')
    expect(credentials.map(({ subject }) => subject)).toEqual(['main', 'next'].map((branch) => `repo:acme@7/shop@42:ref:refs/heads/${branch}`))
  })

  test('have names of their own', async () => {
    const credentials: readonly AzureCredential[] = JSON.parse((await formsOf(deploy({ on: '{ push: { branches: [release/1, release-1] } }' })))['json'] ?? '')
    expect(new Set(credentials.map((one) => JSON.stringify(Object(one).name))).size).toBe(2)
  })

  test('are flexible ones for patterns, and nothing is left out in any form', async () => {
    const forms = await formsOf(deploy({ on: "{ push: { branches: [main], tags: ['v*'] } }" }))
    for (const language of ['hcl', 'sh']) {
      expect(forms[language]).toContain("claims['sub'] matches".replaceAll("'", language === 'sh' ? String.raw`'\''` : "'"))
      expect(forms[language]).toContain('repo:acme@7/shop@42:ref:refs/tags/v*')
      expect(forms[language]).toContain('repo:acme@7/shop@42:ref:refs/heads/main')
    }
  })

  test('ask for ids in the subject where it holds names only', async () => {
    const { proposals } = await plan(deploy({}), { ...FACTS, subClaimPrefix: 'repo:acme/shop' })
    expect(proposals[0]?.letter.trust[0]?.steps.join(' ')).toContain('use_immutable_subject')
    const known = await plan(deploy({}), FACTS)
    expect(known.proposals[0]?.letter.trust[0]?.steps.join(' ')).not.toContain('use_immutable_subject')
  })
})

test.each([
  ['v1', 'v3.0.1'],
  ['a457da9ea143d694b1b9c7c869ebb04ebe844ef5', 'v3.0.1'],
  ['a457da9ea143d694b1b9c7c869ebb04ebe844ef5 # v2.3.0', 'v2.3.0'],
  ['v2', '@v2'],
])('azure/login@%s becomes or stays %s', async (ref, expected) => {
  const { files } = await plan(deploy({}).replace('azure/login@v2', `azure/login@${ref}`))
  expect(/azure\/login@.*/.exec(files[0]?.after ?? '')?.[0]).toContain(expected)
})

test('a secret that goes elsewhere too is left alone', async () => {
  const { items } = await plan(deploy({ more: '      - run: ./deploy\n        env:\n          LOGIN: ${{ secrets.AZURE_CREDENTIALS }}\n' }))
  expect(items).toMatchObject([{ action: 'report', reason: expect.stringContaining('`LOGIN`') }])
})

test('a script that runs other programs with the secret in their environment is left alone', async () => {
  const more = `      - run: |
          az login --service-principal -u $ARM_CLIENT_ID -p $ARM_CLIENT_SECRET -t $ARM_TENANT_ID
          go test ./...
        env:
          ARM_CLIENT_ID: \${{ secrets.CLIENT_ID }}
          ARM_CLIENT_SECRET: \${{ secrets.CLIENT_SECRET }}
          ARM_TENANT_ID: \${{ secrets.TENANT_ID }}
`
  const { items } = await plan(deploy({ more }))
  expect(items).toMatchObject([{ secret: 'AZURE_CREDENTIALS' }, { secret: 'CLIENT_SECRET', action: 'report' }])
  const quiet = await plan(deploy({ more: more.replace('go test ./...', 'az acr list') }))
  expect(quiet.items).toMatchObject([{ secret: 'AZURE_CREDENTIALS' }, { secret: 'CLIENT_SECRET', action: 'rewrite' }])
})

test('one secret in Terraform and in the login goes from both', async () => {
  const more = `      - run: terraform apply
        env:
          ARM_CLIENT_ID: \${{ secrets.CLIENT_ID }}
          ARM_CLIENT_SECRET: \${{ secrets.CLIENT_SECRET }}
`
  const creds = `'{"clientId":"\${{ secrets.CLIENT_ID }}","clientSecret":"\${{ secrets.CLIENT_SECRET }}","tenantId":"\${{ secrets.TENANT_ID }}"}'`
  const { items, files } = await plan(deploy({ more }).replace('${{ secrets.AZURE_CREDENTIALS }}', creds))
  expect(items).toMatchObject([{ secret: 'CLIENT_SECRET', action: 'rewrite' }])
  expect(files[0]?.after).not.toContain('CLIENT_SECRET')
})
