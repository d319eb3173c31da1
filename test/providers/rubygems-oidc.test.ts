import { expect, test } from '@jest/globals'
import type { Publisher } from '../../src/providers/rubygems/oidc-trust.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { FACTS, listAdmits, weaknesses, type Admission, type Claims } from '../support/trust.ts'

testReadme('rubygems')

function release({ job = '', run = 'gem push *.gem' }): string {
  return `on: push
permissions: { contents: read }
jobs:
  release:
    runs-on: ubuntu-latest
${job}    steps:
      - run: ${run}
        env:
          GEM_HOST_API_KEY: \${{ secrets.KEY }}
`
}

/** RubyGems.org keeps the owner's id: guides.rubygems.org/trusted-publishing/security */
function admits(publisher: Publisher, claims: Claims): Admission {
  const repository = `${publisher.repository_owner}/${publisher.repository_name}`
  if (claims['job_workflow_ref']?.startsWith(`${repository}/.github/workflows/${publisher.workflow_filename}@`) !== true) return 'refused'
  const environment = publisher.environment === undefined ? {} : { environment: publisher.environment }
  return listAdmits({ audience: 'rubygems.org', claims: { repository, repository_owner_id: FACTS.ownerId, ...environment } }, claims)
}

const RENEWED = 'a repository made anew under the name'

test.each([
  ['without an environment', release({}), {}, ['a pull request', 'another branch', 'a branch whose name begins the same', RENEWED]],
  ['with an environment', release({ job: '    environment: gems\n' }), { environment: 'gems' }, [RENEWED]],
])('the publisher %s admits the job and nobody that RubyGems.org can tell from it', async (_, text, more, except) => {
  const { proposals } = await plan(text, FACTS)
  const publishers: readonly Publisher[] = JSON.parse(proposals[0]?.letter.trust[0]?.forms[0]?.text ?? '')
  const job = { audience: 'rubygems.org', workflow: 'w.yml', ...more }
  expect(publishers).toHaveLength(1)
  expect(weaknesses({ job, admits: (claims) => (publishers.some((one) => admits(one, claims) === 'admitted') ? 'admitted' : 'refused'), needs: ['aud', 'repository'], except })).toEqual([])
})

test.each([
  ['gem push shop.gem', ['rewrite']], ['bundle exec rake release', ['rewrite']], ['bundle exec gem push shop.gem', ['rewrite']], ['bin/rake release', ['rewrite']],
  ['gem push --host https://gems.example.com shop.gem', []], ['./publish', ['report']], ['gem push shop.gem && echo $GEM_HOST_API_KEY', ['report']],
])('`%s`', async (run, actions) => {
  const { items } = await plan(release({ run }))
  expect(items.map(({ action }) => action)).toEqual(actions)
})

test('the gem is named where the repository is at hand', async () => {
  const { proposals } = await plan(release({}), { ...FACTS, files: async (path) => (path === 'shop.gemspec' ? 'Gem::Specification.new do |s|\n  s.name = "shop"' : undefined) })
  expect(proposals[0]?.letter.trust[0]?.steps[0]).toContain('https://rubygems.org/gems/shop/trusted_publishers')
})
