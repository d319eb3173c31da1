import { describe, expect, test } from '@jest/globals'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import type { VaultRole } from '../support/trust-lists.ts'
import { FACTS, vaultAdmits, weaknesses } from '../support/trust.ts'

testReadme('hashicorp')

function deploy({ on = '{ push: { branches: [main] } }', job = '' }): string {
  return `on: ${on}
permissions: { contents: read }
jobs:
  deploy:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: hashicorp/vault-action@v3
        with:
          url: https://vault.example.com
          token: \${{ secrets.VAULT_TOKEN }}
          secrets: secret/data/ci token
`
}

async function formsOf(text: string, facts: RepoFacts = FACTS): Promise<Readonly<Record<string, string>>> {
  const { proposals } = await plan(text, facts)
  return Object.fromEntries(proposals.flatMap(({ letter }) => letter.trust.flatMap(({ forms }) => forms.map((form) => [form.language, form.text]))))
}

const AUDIENCE = 'VAULT_URL'

describe('the role', () => {
  test.each([
    ['a branch', deploy({}), {}, []],
    ['an environment, before the branch', deploy({ job: '    environment: prod\n' }), { environment: 'prod' }, []],
    ['tags by pattern', deploy({ on: "{ push: { tags: ['v*'] } }" }), { ref: 'refs/tags/v1.0' }, ['a branch whose name begins the same']],
  ])('for %s admits the right job and nobody else', async (_, text, more, except) => {
    const role: VaultRole = JSON.parse((await formsOf(text))['json'] ?? '')
    const job = { audience: AUDIENCE, ...more }
    expect(weaknesses({ job, admits: (claims) => vaultAdmits(role, claims), needs: ['aud', 'sub', 'repository_id'], except })).toEqual([])
  })

  test('tells a repository from one that is made anew under its name, also where subjects hold names only', async () => {
    const role: VaultRole = JSON.parse((await formsOf(deploy({}), { ...FACTS, subClaimPrefix: 'repo:acme/shop' }))['json'] ?? '')
    const job = { audience: AUDIENCE, subject: 'names' } as const
    expect(weaknesses({ job, admits: (claims) => vaultAdmits(role, claims), needs: ['aud', 'sub', 'repository_id'] })).toEqual([])
  })

  test('is the same as Terraform and on the command line', async () => {
    const forms = await formsOf(deploy({ job: '    environment: prod\n' }))
    expect(forms['sh']).toContain(forms['json'])
    for (const line of ['sub = "repo:acme@7/shop@42:environment:prod"', 'repository_id = "42"', 'bound_claims_type = "string"', 'role_type         = "jwt"']) expect(forms['hcl']).toContain(line)
  })
})

test('two secrets never meet in one variable', async () => {
  const text = `${deploy({})}      - uses: hashicorp/vault-action@v3
        with:
          url: https://other.example.com
          method: approle
          roleId: ci
          secretId: \${{ secrets.VAULT_SECRET_ID }}
`
  const { proposals } = await plan(text, FACTS)
  expect(proposals[0]?.letter.variables.map(({ name }) => name)).toEqual(['VAULT_TOKEN_ROLE', 'VAULT_SECRET_ID_ROLE'])
})
