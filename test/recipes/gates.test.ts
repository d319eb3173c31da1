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
