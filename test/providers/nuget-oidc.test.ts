import { expect, test } from '@jest/globals'
import type { Policy } from '../../src/providers/nuget/oidc-trust.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { FACTS, listAdmits, weaknesses, type Admission, type Claims } from '../support/trust.ts'

testReadme('nuget')

function publish({ job = '', source = '--source nuget.org', more = '' }): string {
  return `on: push
permissions: { contents: read }
jobs:
  publish:
    runs-on: ubuntu-latest
${job}    steps:
      - run: dotnet nuget push out/*.nupkg --api-key \${{ secrets.KEY }} ${source}
${more}`
}

/** nuget.org locks a policy to the ids of owner and repository: learn.microsoft.com/nuget/nuget-org/trusted-publishing */
function admits(policy: Policy, claims: Claims): Admission {
  const repository = `${policy.repositoryOwner}/${policy.repository}`
  if (claims['job_workflow_ref']?.startsWith(`${repository}/.github/workflows/${policy.workflowFile}@`) !== true) return 'refused'
  const environment = policy.environment === undefined ? {} : { environment: policy.environment }
  return listAdmits({ audience: 'https://www.nuget.org', claims: { repository, repository_owner_id: FACTS.ownerId, repository_id: FACTS.id, ...environment } }, claims)
}

test.each([
  ['without an environment', publish({}), {}, ['a pull request', 'another branch', 'a branch whose name begins the same']],
  ['with an environment', publish({ job: '    environment: nuget\n' }), { environment: 'nuget' }, []],
])('the policy %s admits the job and nobody that nuget.org can tell from it', async (_, text, more, except) => {
  const { proposals } = await plan(text, FACTS)
  const policies: readonly Policy[] = JSON.parse(proposals[0]?.letter.trust[0]?.forms[0]?.text ?? '')
  const job = { audience: 'https://www.nuget.org', workflow: 'w.yml', ...more }
  expect(policies).toHaveLength(1)
  expect(weaknesses({ job, admits: (claims) => (policies.some((one) => admits(one, claims) === 'admitted') ? 'admitted' : 'refused'), needs: ['aud', 'repository'], except })).toEqual([])
})

test('the pull request waits for the profile\'s name', async () => {
  const { proposals } = await plan(publish({}), { ...FACTS, variables: [] })
  expect(proposals[0]).toMatchObject({ state: 'waits', letter: { variables: [{ name: 'NUGET_USER', state: 'missing' }] } })
})

test.each([
  ['', ['rewrite']], ['--source https://api.nuget.org/v3/index.json', ['rewrite']], ['-s nuget', ['rewrite']], ['--source $FEED', ['report']],
  ['--source https://www.myget.org/F/octo/api/v2/package', []], ['-s https://pkgs.dev.azure.com/octo/_packaging/shop/nuget/v3/index.json', []],
])('a push with `%s`', async (source, actions) => {
  const { items } = await plan(publish({ source }))
  expect(items.map(({ action }) => action)).toEqual(actions)
})

test('a feed that the workflow tells by a variable is known', async () => {
  const { items } = await plan(`env:\n  FEED: https://api.nuget.org/v3/index.json\n${publish({ source: '--source $FEED' })}`)
  expect(items).toMatchObject([{ action: 'rewrite' }])
})
