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
  ['an App\'s token', CHECKOUT, 'push', 'vars.APP_CLIENT_ID != \'\''],
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
