// Who takes a secret decides whose advice it gets: inputs of actions, variables of programs, commands, registries. Names only hint.
import { describe, expect, test } from '@jest/globals'
import { providers } from '../../src/providers/index.ts'
import { planAll } from '../migrate/planning.ts'
import { workflowOf } from '../migrate/reading.ts'

async function told(steps: string): Promise<readonly string[]> {
  const { items, files } = await planAll(workflowOf({ steps }))
  expect(files).toEqual([])
  return items.map(({ target, action }) => `${target} ${action}`)
}

/** `owner/action input` */
const INPUTS: readonly (readonly [provider: string, taken: string])[] = [
  ['slack', 'slackapi/slack-github-action token'], ['slack', 'slackapi/slack-github-action webhook'], ['discord', 'sarisia/actions-status-discord webhook'],
  ['telegram', 'appleboy/telegram-action token'], ['cloudflare', 'cloudflare/wrangler-action apiToken'], ['cloudflare', 'cloudflare/pages-action apiToken'],
  ['digitalocean', 'digitalocean/action-doctl token'], ['heroku', 'akhileshns/heroku-deploy heroku_api_key'], ['chromatic', 'chromaui/action projectToken'],
  ['codacy', 'codacy/codacy-analysis-cli-action project-token'], ['cachix', 'cachix/cachix-action authToken'], ['gpg', 'crazy-max/ghaction-import-gpg gpg_private_key'],
  ['gpg', 'actions/setup-java gpg-private-key'], ['apple', 'apple-actions/import-codesign-certs p12-password'], ['android', 'r0adkll/sign-android-release keyStorePassword'],
  ['expo', 'expo/expo-github-action token'], ['ftp', 'SamKirkland/FTP-Deploy-Action password'], ['smtp', 'dawidd6/action-send-mail password'],
  ['hcp-terraform', 'hashicorp/setup-terraform cli_config_credentials_token'], ['infracost', 'infracost/actions/setup api-key'], ['crowdin', 'crowdin/github-action token'],
  ['twitter', 'ethomson/send-tweet-action access-token-secret'], ['buf', 'bufbuild/buf-action token'], ['wordpress-org', '10up/action-wordpress-plugin-deploy svn_password'],
  ['firefox-add-ons', 'kewisch/action-web-ext apiSecret'], ['veracode', 'veracode/veracode-uploadandscan-action vkey'],
  ['mayhem', 'ForAllSecure/mcode-action mayhem-token'], ['stackhawk', 'stackhawk/hawkscan-action apiKey'], ['gradle', 'gradle/actions/setup-gradle develocity-access-key'],
  ['neon', 'neondatabase/create-branch-action api_key'], ['asana', 'Asana/create-app-attachment-github-action asana-secret'], ['openshift', 'redhat-actions/oc-login openshift_token'],
]

/** What programs read, whichever step runs them. */
const VARIABLES: readonly (readonly [provider: string, variable: string])[] = [
  ['slack', 'SLACK_WEBHOOK_URL'], ['slack', 'SLACK_BOT_TOKEN'], ['discord', 'DISCORD_WEBHOOK'], ['telegram', 'TELEGRAM_TOKEN'], ['netlify', 'NETLIFY_AUTH_TOKEN'],
  ['cloudflare', 'CLOUDFLARE_API_TOKEN'], ['cloudflare', 'CF_API_TOKEN'], ['fly', 'FLY_API_TOKEN'], ['heroku', 'HEROKU_API_KEY'], ['sentry', 'SENTRY_AUTH_TOKEN'],
  ['digitalocean', 'DIGITALOCEAN_ACCESS_TOKEN'], ['railway', 'RAILWAY_TOKEN'], ['supabase', 'SUPABASE_ACCESS_TOKEN'], ['surge', 'SURGE_TOKEN'], ['snyk', 'SNYK_TOKEN'],
  ['codacy', 'CODACY_PROJECT_TOKEN'], ['semgrep', 'SEMGREP_APP_TOKEN'], ['percy', 'PERCY_TOKEN'], ['argos', 'ARGOS_TOKEN'], ['cypress', 'CYPRESS_RECORD_KEY'],
  ['browserstack', 'BROWSERSTACK_ACCESS_KEY'], ['buildpulse', 'BUILDPULSE_SECRET_ACCESS_KEY'], ['maven-central', 'OSSRH_TOKEN'], ['maven-central', 'SONATYPE_PASSWORD'],
  ['maven-central', 'ORG_GRADLE_PROJECT_mavenCentralPassword'], ['gpg', 'MAVEN_GPG_PASSPHRASE'], ['gpg', 'ORG_GRADLE_PROJECT_signingInMemoryKey'], ['gradle', 'GRADLE_PUBLISH_SECRET'],
  ['gradle', 'DEVELOCITY_ACCESS_KEY'], ['apple', 'APPLE_CERTIFICATE_PASSWORD'], ['apple', 'APPLE_DEVELOPER_ID_APPLICATION_PRIVATE_KEY'], ['apple', 'MATCH_PASSWORD'], ['apple', 'CSC_KEY_PASSWORD'], ['android', 'KEYSTORE_PASSWORD'],
  ['tauri', 'TAURI_SIGNING_PRIVATE_KEY'], ['windows-signing', 'WINDOWS_CERTIFICATE'], ['cocoapods', 'COCOAPODS_TRUNK_TOKEN'], ['fastly', 'FASTLY_API_TOKEN'], ['deno-deploy', 'DENO_DEPLOY_TOKEN'],
  ['snapcraft', 'SNAPCRAFT_STORE_CREDENTIALS'], ['chocolatey', 'CHOCOLATEY_API_KEY'], ['anaconda', 'ANACONDA_API_TOKEN'], ['hcp-terraform', 'TF_API_TOKEN'],
  ['hcp-terraform', 'TF_TOKEN_app_terraform_io'], ['nx-cloud', 'NX_CLOUD_ACCESS_TOKEN'], ['algolia', 'ALGOLIA_API_KEY'], ['unity', 'UNITY_LICENSE'], ['expo', 'EXPO_TOKEN'],
  ['grafana', 'GRAFANA_TOKEN'], ['new-relic', 'NEW_RELIC_API_KEY'], ['twilio', 'TWILIO_AUTH_TOKEN'], ['stripe', 'STRIPE_SECRET_KEY'], ['salesforce', 'SFDX_AUTH_URL'], ['cloudflare', 'TF_VAR_cloudflare_api_token'], ['gitlab', 'GITLAB_TOKEN'],
]

const COMMANDS: readonly (readonly [provider: string, command: string])[] = [
  ['slack', 'curl -d text https://hooks.slack.com/services/$X'], ['netlify', 'curl -X POST https://api.netlify.com/build_hooks/$X'], ['fastly', 'curl -X POST -H "Fastly-Key: $X" https://api.fastly.com/service/1/purge_all'],
  ['fly', 'flyctl deploy --access-token $X'], ['snapcraft', 'snapcraft login --with $X'], ['cocoapods', 'pod trunk push --token=$X'], ['deno-deploy', 'deployctl deploy --project=shop --token=$X main.ts'],
  ['chocolatey', 'choco push thing.nupkg --api-key $X'], ['powershell-gallery', 'Publish-Module -Path . -NuGetApiKey $X'], ['hackage', 'cabal upload --publish -p $X'],
  ['telegram', 'curl https://api.telegram.org/bot$X/sendMessage'], ['gpg', 'echo $X | gpg --batch --import'], ['luarocks', 'luarocks upload thing.rockspec --api-key=$X'],
]

describe('the one who takes a secret decides, whatever its name is:', () => {
  test.each(INPUTS)('%s, by the input %s', async (provider, taken) => {
    const [action, input] = taken.split(' ')
    expect(await told(`- uses: ${action}@v1\n  with:\n    ${input}: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`${provider}/advice advice`])
  })

  test.each(VARIABLES)('%s, by the variable %s', async (provider, variable) => {
    expect(await told(`- run: make\n  env:\n    ${variable}: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`${provider}/advice advice`])
  })

  test.each(COMMANDS)('%s, by the command %s', async (provider, command) => {
    expect(await told(`- run: |\n    ${command.replaceAll('$X', '${{ secrets.DOOR_CODE }}')}\n`)).toEqual([`${provider}/advice advice`])
    expect(await told(`- run: |\n    ${command.replaceAll('$X', '$DOOR_CODE')}\n  env:\n    DOOR_CODE: \${{ secrets.DOOR_CODE }}\n`)).toEqual([`${provider}/advice advice`])
  })

  test.each([
    ['Maven Central', 'ossrh', ['maven-central/advice advice']],
    ['a repository of one\'s own', 'internal', ['generic/advice advice']],
  ])('a name that all repositories use, by the server beside it: %s', async (_, server, expected) => {
    const steps = `- uses: actions/setup-java@v4\n  with:\n    server-id: ${server}\n- run: mvn deploy\n  env:\n    MAVEN_PASSWORD: \${{ secrets.DOOR_CODE }}\n`
    expect(await told(steps)).toEqual(expected)
  })

  test('a line of an input that sets a variable', async () => {
    const steps = '- uses: docker/build-push-action@v6\n  with:\n    secrets: |\n      sentry_auth_token=${{ secrets.DOOR_CODE }}\n'
    expect(await told(steps)).toEqual(['sentry/advice advice'])
  })

  test('the registry of a login', async () => {
    const steps = '- uses: docker/login-action@v3\n  with:\n    registry: registry.digitalocean.com\n    username: ${{ secrets.NAME }}\n    password: ${{ secrets.DOOR_CODE }}\n'
    expect(await told(steps)).toEqual(['digitalocean/advice advice'])
  })

  test('the registry of a login, by way of a variable', async () => {
    const steps = '- uses: docker/login-action@v3\n  with:\n    registry: ${{ env.REGISTRY }}\n    username: x\n    password: ${{ secrets.DOOR_CODE }}\n'
    const { items } = await planAll(workflowOf({ steps, top: 'env:\n  REGISTRY: quay.io\n' }))
    expect(items.map(({ target }) => target)).toEqual(['quay/robot-federation'])
  })

  test('an image of a container', async () => {
    const job = 'container:\n  image: nvcr.io/a/b:1\n  credentials:\n    username: x\n    password: ${{ secrets.DOOR_CODE }}\n'
    const { items } = await planAll(workflowOf({ steps: '- run: make\n', job }))
    expect(items.map(({ target }) => target)).toEqual(['nvidia/advice'])
  })
})

describe('a name', () => {
  test('tells where nothing else does', async () => {
    expect(await told('- run: ./notify.sh "${{ secrets.TEAM_SLACK_TOKEN }}"\n')).toEqual(['slack/advice advice'])
  })

  test('does not tell against the one who takes the secret', async () => {
    expect(await told('- run: make\n  env:\n    SENTRY_AUTH_TOKEN: ${{ secrets.SLACK_TOKEN }}\n')).toEqual(['sentry/advice advice'])
  })

  test.each([
    ['a login by command', '- run: echo "${{ secrets.QUAY_PW }}" | docker login quay.io -u "${{ secrets.QUAY_USERNAME }}" --password-stdin\n', ['quay/robot-federation report']],
    ['a login by variables', '- run: echo "$P" | docker login --username $U --password-stdin\n  env:\n    U: ${{ secrets.DOCKER_HUB_USER }}\n', []],
    ['a switch', '- uses: actions/github-script@v7\n  with:\n    debug: ${{ secrets.ACTIONS_RUNNER_DEBUG == \'true\' }}\n    script: x\n', []],
    ['a server\'s address', '- run: sonar-scanner -Dsonar.host.url=${{ secrets.SONAR_HOST_URL }}\n', []],
    ['whether to tell more', '- uses: actions/github-script@v7\n  with:\n    debug: ${{ secrets.ACTIONS_RUNNER_DEBUG }}\n    script: core.info("x")\n', []],
    ['a vault\'s name in a reference', '- run: echo "A=op://${{ secrets.VAULT }}/b/c" > .env.tpl\n', []],
    ['an address, a level, a number', '- run: make\n  env:\n    VAULT_ADDR: ${{ secrets.VAULT_ADDR }}\n    LOG_LEVEL: ${{ secrets.LOG_LEVEL }}\n    OCI_CLI_TENANCY: ${{ secrets.OCI_CLI_TENANCY }}\n    N: ${{ secrets.PHONE_NUMBER }}\n', []],
    ['a database\'s host', '- run: psql -h ${{ secrets.PGHOST }} -U ${{ secrets.PGUSER }} -f x.sql\n', []],
    ['a reference to a secret elsewhere', '- run: make\n  env:\n    REF: ${{ secrets.STORE_SECRET_REF }}\n', []],
    ['a file that every app has in it', '- run: echo "${{ secrets.GOOGLE_SERVICES_JSON }}" > app/google-services.json\n', ['generic/advice advice']],
    ['a public key', '- run: ./release\n  env:\n    JRELEASER_GPG_PUBLIC_KEY: ${{ secrets.GPG_PUBLIC_KEY }}\n', []],
    ['a user at Docker Hub', '- uses: christian-korneck/update-container-description-action@v1\n  env:\n    DOCKER_USER: ${{ secrets.DOCKER_HUB_LOGIN }}\n', []],
    ['a key that a key service holds', '- run: make\n  env:\n    TF_VAR_gcp_crypto_key: ${{ secrets.TF_VAR_GCP_CRYPTO_KEY }}\n', []],
  ])('of a user or a place is worth no word, whoever takes it: %s', async (_, steps, expected) => {
    expect(await told(steps)).toEqual(expected)
  })

  test.each([
    ['SQLMODEL_INSIDERS', 'What reads the variable'], ['SQLSERVER_PASSWORD', 'A database\'s password'], ['DEPLOY_WEBHOOK', 'The address of a hook'], ['WEBHOOK_PASSWORD', 'What reads the variable'],
  ])('is no more than a hint: %s', async (name, said) => {
    const { items } = await planAll(workflowOf({ steps: `- run: ./x\n  env:\n    DOOR: \${{ secrets.${name} }}\n` }))
    expect(items).toMatchObject([{ target: 'generic/advice', reason: expect.stringContaining(said) }])
  })

  test.each([
    ['a gist\'s token, which no App replaces', 'DENOBOT_GIST_PAT', 'github/gist advice'],
    ['a bot\'s password at GitHub, whatever company the bot belongs to', 'UPBOUND_BOT_GITHUB_PSW', 'github/token report'],
  ])('tells of %s', async (_, name, expected) => {
    expect(await told(`- run: ./publish.sh\n  env:\n    DOCS_GIT_PSW: \${{ secrets.${name} }}\n`)).toEqual([expected])
  })

  test.each([
    ['a messenger\'s bot', '- uses: slackapi/slack-github-action@v2\n  with: { token: "${{ secrets.SLACK_BOT_TOKEN }}" }\n', 'slack/advice advice'],
    ['a messenger\'s bot, whoever takes it', '- uses: acme/say@v1\n  with: { token: "${{ secrets.TELEGRAM_BOT_TOKEN }}" }\n', 'telegram/advice advice'],
    ['a bot of nobody in particular', '- uses: acme/say@v1\n  with: { token: "${{ secrets.OCTO_BOT_TOKEN }}" }\n', 'github/token report'],
    ['a bot of a program\'s own', '- run: python bot.py\n  env: { BOT_TOKEN: "${{ secrets.BOT_TOKEN }}" }\n', 'generic/advice advice'],
    ['pages that are written with it', '- uses: acme/pages@v1\n  with: { token: "${{ secrets.PAGES_TOKEN }}" }\n', 'github/token report'],
    ['a registry of any kind of image', '- run: ./push.sh\n  env: { PW: "${{ secrets.OCI_REGISTRY_PASSWORD }}" }\n', 'generic/advice advice'],
    ['a key that signs an extension', '- run: ./pack.sh\n  env: { CHROME_EXTENSION_KEY: "${{ secrets.CHROME_EXTENSION_KEY }}" }\n', 'generic/advice advice'],
    ['a password for open source software', '- run: ./gradlew publish\n  env: { OSS_PASSWORD: "${{ secrets.OSS_PASSWORD }}" }\n', 'generic/advice advice'],
    ['a push to telephones', '- run: ./say.sh\n  env: { KEY: "${{ secrets.PUSH_PLUS_TOKEN }}" }\n', 'generic/advice advice'],
    ['credentials of Vertex AI', '- run: python t.py\n  env: { KEY: "${{ secrets.VERTEX_CREDENTIALS }}" }\n', 'google/workload-identity report'],
    ['actions that are done by it', '- run: ./comment.sh\n  env: { KEY: "${{ secrets.ISSUE_COMMENT_TOKEN }}" }\n', 'github/token report'],
    ['a bot of DingTalk\'s, whose letters are Datadog\'s too', '- run: python bot.py\n  env: { DD_BOT_TOKEN: "${{ secrets.DD_BOT_TOKEN }}" }\n', 'generic/advice advice'],
    ['npm beside another registry\'s key', '- run: make release\n  env: { NPM_TOKEN: "${{ secrets.NPM_TOKEN }}", WHO: "${{ secrets.VERDACCIO_USER }}" }\n', 'npm/trusted-publishing report'],
    ['a licence of a product', '- run: make\n  env: { X: "${{ secrets.OCTOPUS_LICENSE_KEY }}" }\n', 'generic/advice advice'],
    ['a service account\'s key', '- run: make test\n  env: { KEY: "${{ secrets.DEPLOY_SA_KEY_JSON }}" }\n', 'google/workload-identity report'],
    ['a key of Azure\'s own OpenAI', '- run: make\n  env: { AZURE_OPENAI_API_KEY: "${{ secrets.AZURE_OPENAI_API_KEY }}" }\n', 'azure/federated-credential report'],
  ])('says more the more it is one\'s own: %s', async (_, steps, expected) => {
    expect(await told(steps)).toEqual([expected])
  })

  test('of what a job\'s own server is started with is no account\'s', async () => {
    const job = 'services:\n  octopus:\n    image: octopusdeploy/octopusdeploy\n    env:\n      ADMIN_API_KEY: ${{ secrets.OCTOPUS_ADMIN_API_KEY }}\n'
    const { items } = await planAll(workflowOf({ steps: '- run: make\n', job }))
    expect(items.map(({ target }) => target)).toEqual(['generic/advice'])
  })

  test.each([
    ['https://sonarcloud.io', 'report'], ['"https://sonarcloud.io"', 'report'], ['\'https://sonarqube.us\'', 'report'],
    ['https://sonar.example.com', 'advice'], ['"https://sonar.example.com"', 'advice'],
  ])('of SonarQube means its cloud or a server by what is beside it: %s', async (host, action) => {
    expect(await told(`- run: dotnet-sonarscanner begin -d:sonar.host.url=${host} -d:sonar.token=\${{ secrets.SONAR_TOKEN }}\n`)).toEqual([`sonarqube/secretless ${action}`])
  })

  test('of a place or a person is no secret', async () => {
    expect(await told('- run: make\n  env:\n    NETLIFY_SITE_ID: ${{ secrets.NETLIFY_SITE_ID }}\n    SENTRY_ORG: ${{ secrets.SENTRY_ORG }}\n')).toEqual([])
  })
})

const advising = providers.flatMap(({ migrations }) => migrations ?? []).filter(({ id }) => id.endsWith('/advice'))

test('advice never rewrites, and is whole sentences', async () => {
  expect(advising.filter(({ best }) => best !== 'advice').map(({ id }) => id)).toEqual([])
  const { items } = await planAll(workflowOf({ steps: VARIABLES.map(([, name], i) => `- run: make\n  env:\n    ${name}: \${{ secrets.CODE_${i} }}\n`).join('') }))
  expect(items.map(({ reason }) => reason).filter((reason) => !/^[A-Z][^\n]{40,700}\.$/.test(reason))).toEqual([])
  expect(items).toHaveLength(VARIABLES.length)
})

test('a credential in an address is one, whatever the address is called', async () => {
  expect(await told('- run: pip install shop\n  env: { PIP_EXTRA_INDEX_URL: "https://x:${{ secrets.INDEX_TOKEN }}@pypi.example.com/simple" }\n')).toEqual(['generic/advice advice'])
  expect(await told('- run: make\n  env: { SITE_URL: "https://${{ secrets.SITE_HOST }}/docs" }\n')).toEqual([])
})
