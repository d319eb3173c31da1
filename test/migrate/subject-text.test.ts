import { describe, expect, test } from '@jest/globals'
import { awsAdmits, FACTS, weaknesses } from '../support/trust.ts'
import { parseJson } from '../../src/lib/json.ts'
import { trustsOf } from '../../src/flows/trust.ts'
import { providers } from '../../src/providers/index.ts'
import { planMigrations } from '../../src/migrate/plan.ts'
import type { RepoFacts } from '../../src/workflow.ts'

const AUDIENCE = 'sts.amazonaws.com'
const PATH = '.github/workflows/deploy.yml'

function workflow(environment?: string): string {
  return `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest${environment === undefined ? '' : `\n    environment: ${JSON.stringify(environment)}`}
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { aws-access-key-id: '\${{ secrets.A }}', aws-secret-access-key: '\${{ secrets.B }}', aws-region: eu-west-1 }
`
}

async function awsTrust(facts: RepoFacts, environment?: string): Promise<{ readonly policy: string; readonly subjects: readonly string[]; readonly assumed: readonly string[]; readonly forms: readonly string[] }> {
  const plan = await planMigrations({ workflows: [{ path: PATH, text: workflow(environment) }], migrations: providers.flatMap(({ migrations }) => migrations ?? []), facts })
  const [one] = trustsOf(plan, { facts })
  const forms = one?.trust?.forms ?? []
  return {
    policy: forms.find(({ language }) => language === 'json')?.text ?? '',
    subjects: one?.subjects.map(({ text }) => text) ?? [],
    assumed: plan.proposals.flatMap(({ letter }) => letter.assumed),
    forms: forms.map(({ text }) => text),
  }
}

describe('the subject follows the template of the repository', () => {
  test.each<[readonly string[], string]>([
    [['repo', 'context'], 'repo:acme@7/shop@42:ref:refs/heads/main'],
    [['repo', 'context', 'job_workflow_ref'], `repo:acme@7/shop@42:ref:refs/heads/main:job_workflow_ref:acme/shop/${PATH}@refs/heads/main`],
    [['repository_id', 'repository_owner_id', 'ref'], 'repository_id:42:repository_owner_id:7:ref:refs/heads/main'],
    [['repository', 'repository_owner', 'context'], 'repository:acme/shop:repository_owner:acme:ref:refs/heads/main'],
    [['repo', 'workflow_ref'], `repo:acme@7/shop@42:workflow_ref:acme/shop/${PATH}@refs/heads/main`],
  ])('%j', async (template, expected) => {
    const { policy, subjects, assumed } = await awsTrust({ ...FACTS, subjectClaims: template })
    expect(subjects).toEqual([expected])
    expect(assumed.join()).not.toMatch(/template/)
    expect(weaknesses({ job: { audience: AUDIENCE, template }, admits: (claims) => awsAdmits(parseJson(policy) ?? null, claims) })).toEqual([])
  })

  test('a claim of it that nobody knows before the run is any text, and the ids keep strangers out', async () => {
    const template = ['repo', 'actor', 'context']
    const { policy, subjects } = await awsTrust({ ...FACTS, subjectClaims: template })
    expect(subjects).toEqual(['repo:acme@7/shop@42:actor:*:ref:refs/heads/main'])
    expect(weaknesses({ job: { audience: AUDIENCE, template }, admits: (claims) => awsAdmits(parseJson(policy) ?? null, claims) })).toEqual([])
  })

  test('one that names no repository is told of', async () => {
    const { subjects, assumed } = await awsTrust({ ...FACTS, subjectClaims: ['repository_owner', 'environment'] }, 'prod:eu')
    expect(subjects).toEqual(['repository_owner:acme:environment:prod%3Aeu'])
    expect(assumed.join('\n')).toMatch(/\(made of repository_owner, environment\) do not name it/)
  })

  test('that of the organization is not known, and said so', async () => {
    const { subjects, assumed } = await awsTrust({ ...FACTS, subjectClaims: 'organization' })
    expect(subjects).toEqual(['repo:acme@7/shop@42:ref:refs/heads/main'])
    expect(assumed.join('\n')).toMatch(/organization's template/)
  })
})

test.each([
  ['https://github.com', 'token.actions.githubusercontent.com'],
  ['https://octocorp.ghe.com', 'token.actions.octocorp.ghe.com'],
  ['https://git.example', 'git.example/_services/token'],
  ['http://127.0.0.1:3000', 'token.actions.githubusercontent.com'],
])('a repository on %s has the issuer %s', async (server, issuer) => {
  const { forms, policy } = await awsTrust({ ...FACTS, server })
  expect(forms.every((text) => text.includes(issuer))).toBe(true)
  expect(forms.join('\n').includes('githubusercontent')).toBe(issuer.includes('githubusercontent'))
  expect(policy).toContain(JSON.stringify(`${issuer}:sub`))
})
