import { describe, expect, test } from '@jest/globals'
import type { RepoFacts } from '../../src/workflow.ts'
import type { Publisher } from '../../src/providers/pypi/oidc-trust.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { FACTS, listAdmits, weaknesses, type Admission, type Claims } from '../support/trust.ts'

testReadme('pypi')

function publish({ job = '', step = '- uses: pypa/gh-action-pypi-publish@release/v1\n        with:\n          password: ${{ secrets.TOKEN }}' }): string {
  return `on: push
permissions: { contents: read }
jobs:
  publish:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
      ${step}
`
}

async function publishersOf(text: string, facts: RepoFacts = FACTS): Promise<readonly Publisher[]> {
  const { proposals } = await plan(text, facts)
  return JSON.parse(proposals[0]?.letter.trust[0]?.forms[0]?.text ?? '')
}

/** PyPI resolves the owner's name to its id when the publisher is added: docs.pypi.org/trusted-publishers/security-model */
function admits({ owner, repository, workflow, environment }: Publisher, claims: Claims): Admission {
  const file = `${owner}/${repository}/.github/workflows/${workflow}@`
  if (claims['job_workflow_ref']?.startsWith(file) !== true) return 'refused'
  return listAdmits({ audience: 'pypi', claims: { repository: `${owner}/${repository}`, repository_owner_id: FACTS.ownerId, ...(environment === undefined ? {} : { environment }) } }, claims)
}

describe('the trusted publisher', () => {
  // PyPI does not look at the branch or at the repository's id: the letter says so, and an environment tells branches apart.
  const blind = ['a pull request', 'another branch', 'a branch whose name begins the same', 'a repository made anew under the name']

  test.each([
    ['without an environment', publish({}), {}, blind],
    ['with an environment', publish({ job: '    environment: pypi\n' }), { environment: 'pypi' }, ['a repository made anew under the name']],
  ])('%s admits the job and nobody that PyPI can tell from it', async (_, text, more, except) => {
    const [publisher] = await publishersOf(text)
    if (publisher === undefined) throw new TypeError('no publisher')
    const job = { audience: 'pypi', workflow: 'w.yml', ...more }
    expect(weaknesses({ job, admits: (claims) => admits(publisher, claims), needs: ['aud', 'repository', 'job_workflow_ref'], except })).toEqual([])
  })

  test('is told with the project\'s name and page where the repository is at hand', async () => {
    const manifest = '[build-system]\nname = "no"\n[project]\nname = "My_Shop"\n'
    const { proposals } = await plan(publish({}), { ...FACTS, files: async (path) => (path === 'pyproject.toml' ? manifest : undefined) })
    expect(proposals[0]?.letter.trust[0]?.title).toContain('`My_Shop`')
    expect(proposals[0]?.letter.trust[0]?.steps[0]).toContain('https://pypi.org/manage/project/my-shop/settings/publishing/')
  })
})

test.each([
  ['pip install twine', 'able'], ['pip install "twine>=4"', 'able'], ['pip install twine==6.1.0', 'able'], ['pipx install twine', 'able'],
  ['pip install twine==6.0.1', 'replaced'], ['pip install "twine<6"', 'replaced'], ['pip install -r requirements.txt', 'replaced'],
])('after `%s` twine is %s', async (install, expected) => {
  const step = `- run: ${install}\n      - run: twine upload dist/*\n        env:\n          TWINE_PASSWORD: \${{ secrets.TOKEN }}`
  const { files } = await plan(publish({ step }))
  expect(files[0]?.after.includes('gh-action-pypi-publish') ? 'replaced' : 'able').toBe(expected)
  expect(files[0]?.after).not.toContain('secrets.TOKEN')
})

test.each([
  ['a flag besides', 'twine upload --sign dist/*'], ['two folders', 'twine upload dist/* wheels/*'], ['an index by name', 'twine upload -r internal dist/*'],
])('an upload with %s is not replaced', async (_, run) => {
  const { items } = await plan(publish({ step: `- run: ${run}\n        env:\n          TWINE_PASSWORD: \${{ secrets.TOKEN }}` }))
  expect(items).toMatchObject([{ action: 'report' }])
})

test.each([
  ['release/v1', 'release/v1'], ['v1.12.4', 'v1.12.4'], ['v1.4.2', 'ba38be9'], ['master', 'ba38be9'],
  ['27b31702a0e7fc50959f5ad993c78deac1bdfc29', '27b31702'],
])('the action at %s is written %s', async (ref, expected) => {
  const { files } = await plan(publish({}).replace('release/v1', ref))
  expect(files[0]?.after).toContain(`gh-action-pypi-publish@${expected}`)
})

test.each([
  ['a password as a flag', 'poetry publish --build -u __token__ -p ${{ secrets.TOKEN }}', 'rewrite'],
  ['TestPyPI by its usual name', 'poetry publish --build -r testpypi -p ${{ secrets.TOKEN }}', 'rewrite'],
  ['a runner before it', 'python -m poetry publish --build -p ${{ secrets.TOKEN }}', 'rewrite'],
  ['nothing built', 'poetry publish -p ${{ secrets.TOKEN }}', 'report'],
  ['files of its own', 'poetry publish --build --dist-dir out -p ${{ secrets.TOKEN }}', 'report'],
])('poetry with %s is no reason to stay, or is', async (what, run, action) => {
  const { items, files } = await plan(publish({ step: `- run: ${run}` }))
  expect(items).toMatchObject([{ action, target: 'pypi/trusted-publishing' }])
  expect(files[0]?.after.includes('https://test.pypi.org/legacy/') ?? false).toBe(what.startsWith('TestPyPI'))
})

test.each([
  ['what ends with its shell', 'source .env\n          poetry publish', 'uses: pypa/gh-action-pypi-publish'],
  ['what it builds', 'source .env\n          poetry publish --build', 'source .env\n          poetry build\n'],
])('before the upload a script keeps or loses %s', async (_, run, expected) => {
  const step = `- run: poetry build\n\n      - run: |\n          ${run}\n        env:\n          POETRY_PYPI_TOKEN_PYPI: \${{ secrets.TOKEN }}`
  const { files } = await plan(publish({ step }))
  expect(files[0]?.after).toContain(expected)
  expect(files[0]?.after.includes('source .env')).toBe(expected.startsWith('source'))
  expect(files[0]?.after).toMatch(/[^\n]\n$/)
})

test('a script that goes elsewhere first stays a report', async () => {
  const step = '- run: |\n          cd lib\n          poetry publish --build\n        env:\n          POETRY_PYPI_TOKEN_PYPI: ${{ secrets.TOKEN }}'
  expect((await plan(publish({ step }))).items).toMatchObject([{ action: 'report' }])
})
