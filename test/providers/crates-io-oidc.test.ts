import { describe, expect, test } from '@jest/globals'
import type { Config } from '../../src/providers/crates-io/oidc-trust.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { FACTS, listAdmits, weaknesses, type Admission, type Claims } from '../support/trust.ts'

testReadme('crates-io')

function publish({ job = '', run = 'cargo publish' }): string {
  return `on: push
permissions: { contents: read }
jobs:
  publish:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
      - run: ${run}
        env:
          CARGO_REGISTRY_TOKEN: \${{ secrets.TOKEN }}
`
}

/** crates.io compares the owner's id, the repository, the calling workflow's file and the environment: crates.io/docs/trusted-publishing */
function admits(config: Config, claims: Claims): Admission {
  const repository = `${config.repository_owner}/${config.repository_name}`
  if (claims['workflow_ref']?.startsWith(`${repository}/.github/workflows/${config.workflow_filename}@`) !== true) return 'refused'
  const environment = config.environment === null ? {} : { environment: config.environment }
  return listAdmits({ audience: 'crates.io', claims: { repository, repository_owner_id: FACTS.ownerId, ...environment } }, claims)
}

describe('the trusted publisher', () => {
  const renewed = 'a repository made anew under the name'

  test.each([
    ['without an environment', publish({}), {}, ['a pull request', 'another branch', 'a branch whose name begins the same', renewed]],
    ['with an environment', publish({ job: '    environment: crates\n' }), { environment: 'crates' }, [renewed]],
  ])('%s admits the job and nobody that crates.io can tell from it', async (_, text, more, except) => {
    const { proposals } = await plan(text, FACTS)
    const json = proposals[0]?.letter.trust[0]?.forms.find(({ language }) => language === 'json')?.text ?? ''
    const configs: readonly Config[] = JSON.parse(json)
    const job = { audience: 'crates.io', workflow: 'w.yml', ...more }
    expect(configs).toHaveLength(1)
    expect(weaknesses({ job, admits: (claims) => (configs.some((one) => admits(one, claims) === 'admitted') ? 'admitted' : 'refused'), needs: ['aud', 'repository', 'workflow_ref'], except })).toEqual([])
  })

  test('names the crate where the repository is at hand', async () => {
    const manifest = '[workspace]\nmembers = []\n[package]\nversion = "1.0.0"\nname = "my-shop"\n\n[dependencies]\nname = "other"\n'
    const { proposals } = await plan(publish({}), { ...FACTS, files: async (path) => (path === 'Cargo.toml' ? manifest : undefined) })
    expect(proposals[0]?.letter.trust[0]?.steps[0]).toContain('https://crates.io/crates/my-shop/settings')
  })
})

test.each([
  ['another registry alone', 'cargo publish --registry internal', []],
  ['crates.io by name', 'cargo publish --registry crates-io', ['rewrite']],
  ['a script with the variable', './publish.sh', ['rewrite']],
])('a step that publishes to %s', async (_, run, actions) => {
  const { items } = await plan(publish({ run }))
  expect(items.map(({ action }) => action)).toEqual(actions)
})

test('ids of steps never meet', async () => {
  const text = publish({}).replace('- uses: actions/checkout@v4', '- uses: actions/checkout@v4\n        id: crates-io')
  const { files } = await plan(text)
  expect(files[0]?.after).toContain('id: crates-io-2')
  expect(files[0]?.after).toContain('${{ steps.crates-io-2.outputs.token }}')
})

test('a script that is called publishing gets the token of the whole job too', async () => {
  const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env: { CARGO_REGISTRY_TOKEN: "${{ secrets.TOKEN }}" }\n    steps:\n      - run: ./publish-crates.sh core\n      - run: cargo publish\n      - run: make docs\n'
  const { files } = await plan(text)
  expect(files[0]?.after.match(/run: .*|CARGO_REGISTRY_TOKEN: .*/g)).toEqual([
    'run: ./publish-crates.sh core', 'CARGO_REGISTRY_TOKEN: ${{ steps.crates-io.outputs.token }}',
    'run: cargo publish', 'CARGO_REGISTRY_TOKEN: ${{ steps.crates-io.outputs.token }}', 'run: make docs',
  ])
})
