import { describe, expect, test } from '@jest/globals'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import type { GoogleProvider } from '../support/trust-cel.ts'
import { claimsOf, FACTS, googleAdmits, weaknesses } from '../support/trust.ts'

testReadme('google')

const AUDIENCE = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/providers/shop'

interface Given {
  readonly on?: string
  readonly job?: string
  readonly steps?: string
}

function deploy({ on = '{ push: { branches: [main] } }', job = '', steps = '' }: Given): string {
  return `on: ${on}
jobs:
  deploy:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: \${{ secrets.GCP_SA_KEY }}
${steps}`
}

async function formsOf(text: string, facts: RepoFacts = FACTS): Promise<Readonly<Record<string, string>>> {
  const { proposals } = await plan(text, facts)
  return Object.fromEntries(proposals.flatMap(({ letter }) => letter.trust.flatMap(({ forms }) => forms.map((form) => [form.language, form.text]))))
}

async function providerOf(text: string, facts: RepoFacts = FACTS): Promise<GoogleProvider> {
  const made: { attributeMapping: Record<string, string>; attributeCondition: string } = JSON.parse((await formsOf(text, facts))['json'] ?? '')
  return { mapping: made.attributeMapping, condition: made.attributeCondition, audiences: [AUDIENCE] }
}

describe('the attribute condition', () => {
  test.each([
    ['a branch', deploy({}), {}],
    ['an environment, before the branch', deploy({ job: '    environment: prod\n' }), { environment: 'prod' }],
  ])('for %s admits the right job and nobody else', async (_, text, job) => {
    const provider = await providerOf(text)
    expect(weaknesses({ job: { audience: AUDIENCE, ...job }, admits: (claims) => googleAdmits(provider, claims), needs: ['aud', 'sub', 'repository_id'] })).toEqual([])
  })

  test('for tags admits every tag of the pattern and no branch', async () => {
    const provider = await providerOf(deploy({ on: "{ push: { tags: ['v*'] } }" }))
    const job = { audience: AUDIENCE, ref: 'refs/tags/v1.2.3' }
    const except = ['a branch whose name begins the same']
    expect(weaknesses({ job, admits: (claims) => googleAdmits(provider, claims), needs: ['aud', 'sub', 'repository_id'], except })).toEqual([])
  })

  test('tells a repository from one that is made anew under its name, also where subjects hold names only', async () => {
    const provider = await providerOf(deploy({}), { ...FACTS, subClaimPrefix: 'repo:acme/shop' })
    const job = { audience: AUDIENCE, subject: 'names' } as const
    expect(weaknesses({ job, admits: (claims) => googleAdmits(provider, claims), needs: ['aud', 'sub', 'repository_id'] })).toEqual([])
  })

  test('admits no subject that only holds a pattern', async () => {
    const provider = await providerOf(deploy({ on: "{ push: { tags: ['v*'] } }" }))
    const claims = claimsOf({ audience: AUDIENCE, ref: 'refs/tags/v1' })
    expect(googleAdmits(provider, claims)).toBe('admitted')
    expect(googleAdmits(provider, { ...claims, sub: `repo:acme@7/shop@42:environment:${claims['sub']}` })).toBe('refused')
  })

  test('is the same as Terraform and in gcloud, and the binding names the subject', async () => {
    const forms = await formsOf(deploy({ job: '    environment: prod\n' }))
    const { condition } = await providerOf(deploy({ job: '    environment: prod\n' }))
    expect(forms['sh']).toContain(condition.replaceAll("'", String.raw`'\''`))
    expect(forms['hcl']).toContain(JSON.stringify(condition))
    for (const language of ['sh', 'hcl']) expect(forms[language]).toContain('/subject/repo:acme@7/shop@42:environment:prod"')
  })

  test('is bound by the repository where a subject is a pattern or longer than Google can hold', async () => {
    const long = `release/${'very-long-name-'.repeat(9)}`
    for (const on of ["{ push: { tags: ['v*'] } }", `{ push: { branches: [${long}] } }`]) {
      expect((await formsOf(deploy({ on })))['hcl']).toContain('/attribute.repository_id/42"')
    }
    const { mapping } = await providerOf(deploy({ on: `{ push: { branches: [${long}] } }` }))
    expect(mapping['google.subject']).toBe('assertion.repository_id')
  })

  test('asks for the id where it is not known', async () => {
    const { id: _, ...facts } = FACTS
    expect((await formsOf(deploy({}), facts))['json']).toContain('REPOSITORY_ID')
  })
})

test('two keys never meet in one variable', async () => {
  const text = `${deploy({})}      - uses: google-github-actions/auth@v2\n        with:\n          credentials_json: \${{ secrets.GCP_CREDENTIALS }}\n`
  const { proposals } = await plan(text, FACTS)
  expect(proposals[0]?.letter.variables.map(({ name }) => name).filter((name) => name.endsWith('_SERVICE_ACCOUNT'))).toEqual(['GCP_SA_KEY_SERVICE_ACCOUNT', 'GCP_CREDENTIALS_SERVICE_ACCOUNT'])
})

const SETUP = `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: google-github-actions/setup-gcloud@v0
        with:
          service_account_key: \${{ secrets.GCP_SA_KEY }}
      - run: docker build -t gcr.io/octo/shop .
`

describe('a credentials file that comes new', () => {
  test.each([
    ['is reported where the Dockerfile copies everything', { Dockerfile: 'FROM scratch\nCOPY . /app\n' }, 'report'],
    ['is kept out by .dockerignore', { Dockerfile: 'FROM scratch\nCOPY . /app\n', '.dockerignore': 'gha-creds-*.json\n' }, 'rewrite'],
    ['does no harm where only some files are copied', { Dockerfile: 'FROM scratch\nCOPY src /app\n' }, 'rewrite'],
  ] as const)('%s', async (_, files, action) => {
    const there = new Map<string, string>(Object.entries(files))
    const { items } = await plan(SETUP, { ...FACTS, files: async (path) => there.get(path) })
    expect(items).toMatchObject([{ action }])
  })

  test('is told where the repository is not at hand', async () => {
    const { proposals } = await plan(SETUP, FACTS)
    expect(proposals[0]?.letter.assumed.join(' ')).toContain('.dockerignore')
  })
})

test.each([
  ['beside an identity provider', '\n      GCP_WORKLOAD_IDENTITY_PROVIDER: ${{ secrets.GCP_WORKLOAD_IDENTITY_PROVIDER }}', []],
  ['alone', '', ['GCP_SERVICE_ACCOUNT report']],
])('a service account that a called workflow is handed is an address or a key: %s', async (_, more, expected) => {
  const text = `on: push\njobs:\n  go:\n    uses: octo/shared/.github/workflows/go.yml@main\n    secrets:\n      GCP_SERVICE_ACCOUNT: \${{ secrets.GCP_SERVICE_ACCOUNT }}${more}\n`
  expect((await plan(text)).items.map(({ secret, action }) => `${secret} ${action}`)).toEqual(expected)
})
