// Targets with a short-lived form that editing a file alone does not bring about: reported, with what has to be done first.
import { describe, expect, test } from '@jest/globals'
import { planAll } from '../migrate/planning.ts'
import { workflowOf } from '../migrate/reading.ts'

async function told(steps: string): Promise<readonly string[]> {
  const { items, files } = await planAll(workflowOf({ steps }))
  expect(files).toEqual([])
  return items.map(({ target, action }) => `${target} ${action}`)
}

const VARIABLES = [
  ['openai/workload-identity', 'OPENAI_API_KEY'], ['hugging-face/trusted-publisher', 'HF_TOKEN'], ['datadog/github-oidc', 'DD_API_KEY'], ['kubernetes/cluster-login', 'KUBE_CONFIG'],
  ['vscode-marketplace/entra-id', 'VSCE_PAT'], ['github/token', 'API_TOKEN_GITHUB'], ['pub-dev/automated-publishing', 'PUB_CREDENTIALS'], ['fossa/oidc', 'FOSSA_API_KEY'], ['currents/oidc', 'CURRENTS_RECORD_KEY'],
  ['scalr/workload-identity', 'SCALR_TOKEN'], ['spacelift/oidc-key', 'SPACELIFT_API_KEY_SECRET'], ['onepassword/workload-identity', 'OP_SERVICE_ACCOUNT_TOKEN'],
  ['oracle-cloud/token-exchange', 'OCI_CLI_KEY_CONTENT'], ['alibaba-cloud/role', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'], ['yandex-cloud/workload-identity', 'YC_TOKEN'],
  ['prefix-dev/trusted-publishing', 'PREFIX_API_KEY'], ['bitrise/build-cache-oidc', 'BITRISE_BUILD_CACHE_AUTH_TOKEN'], ['deepsource/oidc', 'DEEPSOURCE_DSN'],
  ['homebrew/app-token', 'HOMEBREW_TAP_TOKEN'], ['teleport/github-join', 'TELEPORT_TOKEN'], ['argo-cd/token-exchange', 'ARGOCD_AUTH_TOKEN'], ['sonarqube/secretless', 'SONAR_TOKEN'],
  ['vercel/remote-cache', 'TURBO_TOKEN'], ['chainguard/identity', 'CHAINGUARD_TOKEN'], ['buildkite/workload-identity', 'BUILDKITE_API_TOKEN'],
  ['hex/workload-identity', 'HEX_API_KEY'], ['open-vsx/trusted-publishing', 'OVSX_PAT'], ['chrome-web-store/service-account', 'CHROME_REFRESH_TOKEN'],
  ['endor-labs/oidc', 'ENDOR_API_CREDENTIALS_SECRET'], ['emulator-wtf/oidc', 'EW_API_TOKEN'], ['trigger-dev/trusted-publishing', 'TRIGGER_ACCESS_TOKEN'],
  ['conductorone/federation', 'CONDUCTORONE_CLIENT_SECRET'], ['dodo-payments/workload-identity', 'DODO_PAYMENTS_API_KEY'],
  ['buddy/oidc', 'BUDDY_TOKEN'], ['truefoundry/oidc', 'TFY_API_KEY'], ['quay/robot-federation', 'QUAY_TOKEN'],
] as const

const INPUTS = [
  ['kubernetes/cluster-login', 'azure/k8s-set-context kubeconfig'], ['openai/workload-identity', 'openai/codex-action openai-api-key'], ['fossa/oidc', 'fossas/fossa-action api-key'],
  ['chrome-web-store/service-account', 'mnao305/chrome-extension-upload refresh-token'], ['endor-labs/oidc', 'endorlabs/github-action api_secret'],
  ['datadog/github-oidc', 'DataDog/synthetics-ci-github-action app_key'], ['homebrew/app-token', 'mislav/bump-homebrew-formula-action committer_token'],
] as const

const COMMANDS = [
  ['kubernetes/cluster-login', 'echo "$X" | base64 -d > ~/.kube/config'], ['quay/robot-federation', 'docker login -u robot -p $X quay.io'], ['vscode-marketplace/entra-id', 'npx vsce publish -p $X'],
  ['google/workload-identity', 'npx firebase-tools deploy --only hosting --token $X'], ['hex/workload-identity', 'mix hex.publish --yes --api-key $X'], ['open-vsx/trusted-publishing', 'npx ovsx publish -p $X'],
  ['sonarqube/secretless', 'mvn verify sonar:sonar -Dsonar.token=$X'], ['argo-cd/token-exchange', 'argocd app sync shop --auth-token $X'], ['openai/workload-identity', 'curl -H "Authorization: Bearer $X" https://api.openai.com/v1/models'],
] as const

describe('is reported, whatever its name is:', () => {
  test.each(VARIABLES)('%s, by the variable %s', async (target, variable) => {
    expect(await told(`- run: make\n  env:\n    ${variable}: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`${target} report`])
  })

  test.each(INPUTS)('%s, by the input %s', async (target, taken) => {
    const [action, input] = taken.split(' ')
    expect(await told(`- uses: ${action}@v1\n  with:\n    ${input}: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`${target} report`])
  })

  test.each(COMMANDS)('%s, by the command %s', async (target, command) => {
    expect(await told(`- run: |\n    ${command.replaceAll('$X', '${{ secrets.DOOR_CODE }}')}\n`)).toEqual([`${target} report`])
  })

  test('quay/robot-federation, by the registry of a login', async () => {
    const steps = '- uses: docker/login-action@v3\n  with:\n    registry: quay.io\n    username: robot\n    password: ${{ secrets.DOOR_CODE }}\n'
    expect(await told(steps)).toEqual(['quay/robot-federation report'])
  })
})

describe('what stands beside it decides:', () => {
  test.each([
    ['Open VSX, which nobody names', '', 'open-vsx/trusted-publishing report'],
    ['Open VSX by its address', '\n    registryUrl: https://open-vsx.org', 'open-vsx/trusted-publishing report'],
    ['the Marketplace by its address', '\n    registryUrl: https://marketplace.visualstudio.com', 'vscode-marketplace/entra-id report'],
  ])('an extension for %s', async (_, registry, expected) => {
    expect(await told(`- uses: HaaLeo/publish-vscode-extension@v1\n  with:\n    pat: \${{ secrets.DOOR_CODE }}${registry}\n`)).toEqual([expected])
  })

  test.each([
    ['a feed of Azure DevOps in a configuration', '- run: |\n    echo //pkgs.dev.azure.com/octo/_packaging/shop/npm/registry/:_password=$(echo ${{ secrets.DOOR_CODE }} | base64) > .npmrc\n    npm publish\n'],
    ['a feed of Azure DevOps for .NET', '- uses: actions/setup-dotnet@v4\n  with: { source-url: "https://pkgs.dev.azure.com/octo/_packaging/shop/nuget/v3/index.json" }\n  env: { NUGET_AUTH_TOKEN: "${{ secrets.DOOR_CODE }}" }\n'],
    ['its name', '- uses: acme/thing@v1\n  with: { secret: "${{ secrets.AZDO_PAT }}" }\n'],
  ])('Azure DevOps by %s', async (_, steps) => {
    expect(await told(steps)).toEqual(['azure/federated-credential report'])
  })

  test.each([
    ['Composer', 'COMPOSER_AUTH: \'{"github-oauth": {"github.com": "${{ secrets.DOOR_CODE }}"}}\'', 'github/token report'],
    ['Composer, for another host', 'COMPOSER_AUTH: \'{"http-basic": {"repo.example.com": {"username": "u", "password": "${{ secrets.DOOR_CODE }}"}}}\'', 'generic/advice advice'],
    ['Bundler', 'BUNDLE_RUBYGEMS__PKG__GITHUB__COM: x:${{ secrets.DOOR_CODE }}', 'github/token report'],
  ])('a token that %s looks for under GitHub\'s name', async (_, variable, expected) => {
    expect(await told(`- run: make\n  env:\n    ${variable}\n`)).toEqual([expected])
  })

  test.each([['http://127.0.0.1:8200', 'advice'], ['https://vault.example.com', 'report']])('a token of Vault at %s', async (address, action) => {
    expect(await told(`- run: ./it.sh "$VAULT_TOKEN"\n  env:\n    VAULT_ADDR: ${address}\n    VAULT_TOKEN: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`hashicorp/vault-role ${action}`])
  })

  test.each([
    ['an action that logs in by itself', '- uses: docker/build-push-action@v1\n  with: { username: octo, repository: octo/shop, password: "${{ secrets.DOOR_CODE }}" }\n', 'report'],
    ['a page\'s text', '- uses: peter-evans/dockerhub-description@v4\n  with: { username: octo, password: "${{ secrets.DOOR_CODE }}" }\n', 'advice'],
    ['who is not known', '- run: ./release.sh\n  env: { DOCKERHUB_TOKEN: "${{ secrets.DOOR_CODE }}" }\n', 'report'],
  ])('Docker Hub\'s password for %s', async (_, steps, action) => {
    expect(await told(steps)).toEqual([`docker-hub/oidc ${action}`])
  })

  test('a token that only its name tells of, handed to another workflow', async () => {
    const { items } = await planAll('on: push\njobs:\n  a:\n    uses: acme/flows/.github/workflows/release.yml@v1\n    secrets:\n      key: ${{ secrets.ACTIONS_BOT_TOKEN }}\n')
    expect(items).toMatchObject([{ target: 'github/token', action: 'report', reason: 'The token is handed to the reusable workflow of job `a`, which decides what it needs.' }])
  })

  test('a signature in the address of Azure\'s blobs', async () => {
    const sources = 'clear;x-azblob,https://octo.blob.core.windows.net/cache,${{ secrets.DOOR_CODE }},readwrite'
    expect(await told(`- run: vcpkg install\n  env: { VCPKG_BINARY_SOURCES: "${sources}" }\n`)).toEqual(['azure/federated-credential report'])
  })

  test('a token that the first versions of an action wrote into an address', async () => {
    expect(await told('- uses: JamesIves/github-pages-deploy-action@releases/v2\n  env: { ACCESS_TOKEN: "${{ secrets.DOOR_CODE }}", BRANCH: gh-pages, FOLDER: build }\n')).toEqual(['github/token report'])
  })

  test.each([
    ['a copy to Docker Hub', '- run: skopeo copy --dest-creds=octo:${{ secrets.DOOR_CODE }} docker-archive:x.tar docker://docker.io/octo/shop\n', 'docker-hub/oidc report'],
    ['a copy to another registry', '- run: skopeo copy --dest-creds=octo:${{ secrets.DOOR_CODE }} docker-archive:x.tar docker://cr.example.com/octo/shop\n', 'generic/advice advice'],
    ['a key vault\'s secret', '- run: AzureSignTool sign -kvu https://x.vault.azure.net -kvi ${{ vars.ID }} -kvs ${{ secrets.DOOR_CODE }} -kvt ${{ vars.T }} x.exe\n', 'azure/federated-credential report'],
    ['Oracle\'s registry', '- uses: oracle-actions/login-ocir@v1.3.0\n  with: { auth_token: "${{ secrets.DOOR_CODE }}" }\n', 'oracle-cloud/token-exchange report'],
    ['an action that works on a repository', '- uses: acme/charts@v1\n  with: { token: "${{ secrets.DOOR_CODE }}", owner: acme, repository: charts }\n', 'github/token report'],
    ['an action that works on a store of another kind', '- uses: acme/flat@v1\n  with: { token: "${{ secrets.DOOR_CODE }}", repository: elementary }\n', 'generic/advice advice'],
    ['an action of which nothing is known', '- uses: acme/charts@v1\n  with: { token: "${{ secrets.DOOR_CODE }}", depth: 1 }\n', 'generic/advice advice'],
    ['another house\'s personal token', '- run: ./x\n  env: { KEY: "${{ secrets.TABLEAU_PAT }}" }\n', 'generic/advice advice'],
    ['a personal token of Snowflake\'s', '- run: ./x\n  env: { KEY: "${{ secrets.SNOWFLAKE_PAT }}" }\n', 'snowflake/workload-identity report'],
  ])('%s', async (_, steps, expected) => {
    expect(await told(steps)).toEqual([expected])
  })

  test('a login to a database of Azure', async () => {
    expect(await told('- uses: azure/sql-action@v2.3\n  with: { connection-string: "${{ secrets.DOOR_CODE }}", path: m.sql }\n')).toEqual(['azure/federated-credential report'])
  })

  test('a registry of crates of one\'s own is not crates.io', async () => {
    expect(await told('- run: cargo publish --registry shop\n  env: { CARGO_REGISTRIES_SHOP_TOKEN: "${{ secrets.CARGO_TOKEN }}" }\n')).toEqual(['generic/advice advice'])
  })

  test.each([
    ['a SonarQube server of one\'s own takes a token only', 'SONAR_TOKEN', 'SONAR_HOST_URL: https://sonar.example.com', 'sonarqube/secretless advice'],
    ['a SonarQube server kept among the secrets too', 'SONAR_TOKEN', 'SONAR_HOST_URL: ${{ secrets.SONAR_HOST_URL }}', 'sonarqube/secretless advice'],
    ['SonarQube Cloud by its address', 'SONAR_TOKEN', 'SONAR_HOST_URL: https://sonarcloud.io', 'sonarqube/secretless report'],
    ['a cache of one\'s own for Turborepo', 'TURBO_TOKEN', 'TURBO_API: http://127.0.0.1:9080', 'vercel/remote-cache advice'],
    ['the remote cache of Vercel', 'TURBO_TOKEN', 'TURBO_TEAM: shop', 'vercel/remote-cache report'],
  ])('%s', async (_, variable, beside, expected) => {
    expect(await told(`- run: make\n  env:\n    ${variable}: \${{ secrets.DOOR_CODE }}\n    ${beside}\n`)).toEqual([expected])
  })
})
