import { expect, test } from '@jest/globals'
import { plan } from '../migrate/planning.ts'

function gated(login: string, { secret, condition = `\${{ secrets.${secret} != '' }}` }: { readonly secret: string; readonly condition?: string }): string {
  return `on: push
permissions: { contents: read }
env:
  THERE: ${condition}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - if: env.THERE == 'true'
        ${login.replaceAll('\n', '\n        ')}
`
}

test.each([
  ['google', 'uses: google-github-actions/auth@v2\nwith:\n  credentials_json: ${{ secrets.GCP_SA_KEY }}', 'GCP_SA_KEY', 'vars.GCP_SERVICE_ACCOUNT'],
  ['azure', 'uses: azure/login@v2\nwith:\n  creds: ${{ secrets.AZURE_CREDENTIALS }}', 'AZURE_CREDENTIALS', 'vars.AZURE_CLIENT_ID'],
  ['vault', 'uses: hashicorp/vault-action@v3\nwith:\n  url: https://vault.example.com\n  token: ${{ secrets.VAULT_TOKEN }}', 'VAULT_TOKEN', 'vars.VAULT_ROLE'],
  ['nuget', 'run: dotnet nuget push x.nupkg -k ${{ secrets.KEY }} -s nuget.org', 'KEY', 'vars.NUGET_USER'],
])('a condition on the secret of %s asks for what takes its place', async (_, login, secret, instead) => {
  const { files } = await plan(gated(login, { secret }))
  expect(files[0]?.after).toContain(`THERE: \${{ ${instead} != '' }}`)
  expect(files[0]?.after).not.toContain(`secrets.${secret}`)
})

const REGISTRIES = [
  ['npm', 'run: npm publish\nenv:\n  NODE_AUTH_TOKEN: ${{ secrets.TOKEN }}'],
  ['pypi', 'uses: pypa/gh-action-pypi-publish@release/v1\nwith:\n  password: ${{ secrets.TOKEN }}'],
  ['crates.io', 'run: cargo publish\nenv:\n  CARGO_REGISTRY_TOKEN: ${{ secrets.TOKEN }}'],
  ['rubygems', 'run: gem push x.gem\nenv:\n  GEM_HOST_API_KEY: ${{ secrets.TOKEN }}'],
] as const

test.each(REGISTRIES)('a condition on the token of %s, which forks do not have, asks for the repository', async (_, login) => {
  const { files } = await plan(gated(login, { secret: 'TOKEN' }), { owner: 'octo', name: 'shop' })
  expect(files[0]?.after).toContain("THERE: ${{ github.repository == 'octo/shop' }}")
  expect(files[0]?.after).not.toContain('secrets.')
})

test.each(REGISTRIES)('not so for %s where pull requests of forks run under the repository\'s name', async (_, login) => {
  const text = gated(login, { secret: 'TOKEN' }).replace('on: push', 'on: [push, pull_request]')
  expect(await plan(text, { owner: 'octo', name: 'shop' })).toMatchObject({ files: [], items: [{ action: 'report', reason: expect.stringContaining('asks whether') }] })
})

test('a condition that asks whether it is missing asks for other repositories, also where it stands in an expression', async () => {
  const text = gated(REGISTRIES[1][1], { secret: 'TOKEN', condition: "${{ secrets.TOKEN == '' }}" }).replace("if: env.THERE == 'true'", "if: ${{ env.THERE == 'false' }}")
  expect((await plan(text, { owner: 'octo', name: 'shop' })).files[0]?.after).toContain("THERE: ${{ github.repository != 'octo/shop' }}")
})

test.each([
  ['codecov', 'uses: codecov/codecov-action@v5\nwith:\n  token: ${{ secrets.TOKEN }}'],
  ['pypi', 'uses: pypa/gh-action-pypi-publish@release/v1\nwith:\n  password: ${{ secrets.TOKEN }}'],
])('where nothing takes the place of a token of %s it is reported', async (_, login) => {
  const { items, files } = await plan(gated(login, { secret: 'TOKEN' }))
  expect(files).toEqual([])
  expect(items).toMatchObject([{ action: 'report', reason: expect.stringContaining('asks whether `TOKEN` is there') }])
})

const TOLD = { owner: 'octo', name: 'shop' }
const COMMENT = 'uses: peter-evans/create-or-update-comment@v4\nwith: { token: "${{ secrets.PAT }}", body: thanks }'
const CHECKOUT = 'uses: peter-evans/create-pull-request@v7\nwith: { token: "${{ secrets.PAT }}" }'

test.each([
  ['an App\'s token, whose key Dependabot has as little as the old token,', CHECKOUT, 'push', 'secrets.APP_PRIVATE_KEY != \'\''],
  ['the job\'s own token', COMMENT, 'push', '(github.repository == \'octo/shop\')'],
  ['the job\'s own token for a pull request', COMMENT, 'pull_request', '(github.repository == \'octo/shop\' && !github.event.pull_request.head.repo.fork)'],
])('a condition on a personal token asks for %s, or for where the token was', async (_, step, on, instead) => {
  const { files } = await plan(gated(step, { secret: 'PAT' }).replace('on: push', `on: ${on}`), TOLD)
  expect(files[0]?.after).toContain(`THERE: \${{ ${instead} }}`)
  expect(files[0]?.after).not.toContain('secrets.PAT')
})

test('a check by a step of its own asks for what takes the secret\'s place', async () => {
  const check = 'id: check\n        env: { CREDS: "${{ secrets.CREDS }}" }\n        run: |\n          if [ -n "$CREDS" ]; then echo "has=true" >> $GITHUB_OUTPUT; fi\n      - uses: azure/login@v2\n        with: { creds: "${{ secrets.CREDS }}" }\n'
  const text = `on: push\npermissions: { contents: read }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${check}`
  expect((await plan(text)).files[0]?.after).toContain('CREDS: "${{ vars.AZURE_CLIENT_ID }}"')
})
