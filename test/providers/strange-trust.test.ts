// What stands in a workflow may be anything: no form of a trust condition runs it, is broken by it, or admits another for it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Trust } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { workflowOf } from '../migrate/reading.ts'
import { FACTS } from '../support/trust.ts'

const NAME = `a'b"c\\d $(echo RAN) \`echo RAN\` \${y} %{z} e,f:/`
const SUBJECT = `environment:${NAME.replaceAll(':', '%3A')}`

const LOGINS: readonly (readonly [provider: string, steps: string])[] = [
  ['tailscale', '- uses: tailscale/github-action@v4\n  with:\n    authkey: ${{ secrets.X }}\n    tags: tag:ci\n'],
  ['doppler', '- uses: dopplerhq/secrets-fetch-action@v1.3.0\n  with:\n    doppler-token: ${{ secrets.X }}\n'],
  ['infisical', '- uses: Infisical/secrets-action@v1.0.9\n  with:\n    client-secret: ${{ secrets.X }}\n'],
  ['akeyless', '- uses: akeyless-community/akeyless-github-action@v1\n  with:\n    access-key: ${{ secrets.X }}\n'],
  ['conjur', '- uses: cyberark/conjur-action@v2.2.2\n  with:\n    api_key: ${{ secrets.X }}\n'],
  ['hcp', '- uses: hashicorp/hcp-auth-action@v0\n  with:\n    client_secret: ${{ secrets.X }}\n'],
  ['octopus', '- uses: OctopusDeploy/login@v2\n  with:\n    api_key: ${{ secrets.X }}\n'],
  ['cloudsmith', '- uses: cloudsmith-io/cloudsmith-cli-action@v3\n  with:\n    api-key: ${{ secrets.X }}\n'],
  ['anthropic', '- uses: anthropics/claude-code-action@v1\n  with:\n    anthropic_api_key: ${{ secrets.X }}\n'],
  ['pulumi', '- run: pulumi up\n  env:\n    PULUMI_ACCESS_TOKEN: ${{ secrets.X }}\n'],
  ['jfrog', '- uses: jfrog/setup-jfrog-cli@v4\n  env:\n    JF_ACCESS_TOKEN: ${{ secrets.X }}\n'],
  ['databricks', '- uses: databricks/setup-cli@main\n- run: databricks bundle deploy\n  env:\n    DATABRICKS_HOST: x\n    DATABRICKS_TOKEN: ${{ secrets.X }}\n'],
  ['snowflake', '- uses: snowflakedb/snowflake-cli-action@v2\n- run: snow sql -x -q now\n  env:\n    SNOWFLAKE_PASSWORD: ${{ secrets.X }}\n'],
  ['vscode-marketplace', '- run: npx @vscode/vsce publish -p ${{ secrets.X }}\n'],
  ['aws', '- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.A }}\n    aws-secret-access-key: ${{ secrets.X }}\n    aws-region: eu-west-1\n'],
  ['azure', '- uses: azure/login@v2\n  with:\n    creds: ${{ secrets.X }}\n'],
  ['google', '- uses: google-github-actions/auth@v2\n  with:\n    credentials_json: ${{ secrets.X }}\n'],
  ['hashicorp', '- uses: hashicorp/vault-action@v3\n  with:\n    url: https://vault.acme.example\n    token: ${{ secrets.X }}\n    secrets: secret/data/ci key\n'],
  ['crates-io', '- run: cargo publish\n  env:\n    CARGO_REGISTRY_TOKEN: ${{ secrets.X }}\n'],
  ['npm', '- uses: actions/setup-node@v4\n  with: { node-version: 24 }\n- run: npm publish\n  env:\n    NODE_AUTH_TOKEN: ${{ secrets.X }}\n'],
]

async function formsOf(steps: string): Promise<Trust['forms']> {
  const text = workflowOf({ steps, job: `permissions:\n  contents: read\nenvironment: ${JSON.stringify(NAME)}\n` })
  const { proposals } = await plan(text, FACTS)
  return proposals.flatMap(({ letter }) => letter.trust.flatMap(({ forms }) => forms))
}

describe.each(LOGINS)('the trust of %s for an environment with a strange name', (_, steps) => {
  test('has forms, and each holds the name as it is', async () => {
    const forms = await formsOf(steps)
    expect(forms.length).toBeGreaterThan(0)
    for (const { language, text } of forms) {
      if (language === 'sh') expect(printed(text)).toEqual({ ran: 'nothing', name: 'whole' })
      if (language === 'json') expect(JSON.stringify(textsIn(JSON.parse(text))).includes(JSON.stringify(NAME.replaceAll(':', '%3A')).slice(1, -1)) || text.includes(JSON.stringify(NAME).slice(1, -1)) || holdsEscaped(text)).toBe(true)
      if (language === 'yaml') expect(JSON.stringify(parse(text, { logLevel: 'silent' }))).toContain(JSON.stringify(SUBJECT).slice(1, -1))
      if (language === 'hcl') expect(brokenIn(text)).toEqual([])
    }
  })
})

test('a pattern in a condition of HCP is a text as Go reads it', async () => {
  const text = workflowOf({ steps: LOGINS.find(([provider]) => provider === 'hcp')?.[1] ?? '', job: 'permissions:\n  contents: read\n' }).replace('on: push', 'on: { push: { tags: ["v1.*"] } }')
  const { proposals } = await plan(text, { ...FACTS, subClaimPrefix: 'repo:acme/shop.js' })
  const condition = String(Object(JSON.parse(proposals[0]?.letter.trust[0]?.forms.find(({ language }) => language === 'json')?.text ?? '{}')).conditional_access)
  const texts = condition.match(/"(?:[^"\\]|\\.)*"/g)?.map((one): unknown => JSON.parse(one)) ?? []
  expect(texts).toContain('^repo:acme/shop\\.js:ref:refs/tags/v1\\..*$')
})

/** A condition in the words of its provider, which has escapes of its own. */
function holdsEscaped(text: string): boolean {
  return textsIn(JSON.parse(text)).some((one) => one.replaceAll('\\', '').includes(SUBJECT.replaceAll('\\', '')))
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

const STUBS = `say() { while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done; }
command_not_found_handle() { printf '%s\\n' "$@"; [ "$1" = gcloud ] || say; }`

/** What the commands would be given: none of them is there, so each only prints its words and what it is handed. */
function printed(script: string): { readonly ran: string; readonly name: string } {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-trust-'))
  try {
    const whole = `${STUBS}\n${script}\n[ ! -f trust.json ] || say < trust.json`
    const { stdout } = spawnSync('/bin/bash', ['-c', whole], { cwd: folder, env: { PATH: '' }, encoding: 'utf8', input: '' })
    const written = [NAME, NAME.replaceAll(':', '%3A')].flatMap((one) => [one, JSON.stringify(one).slice(1, -1), one.replaceAll(/['\\]/g, '\\$&')])
    return { ran: /(?<!echo[ -])RAN/.test(stdout) ? 'something' : 'nothing', name: written.some((one) => stdout.includes(one)) ? 'whole' : stdout }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Templates that would be filled in, and quotes that end nothing. */
function brokenIn(text: string): readonly string[] {
  const texts = text.match(/"(?:[^"\\\n]|\\.)*"/g) ?? []
  const rest = text.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '')
  return [...texts.filter((one) => /(?<!\$)\$\{y\}|(?<!%)%\{z\}/.test(one)), ...rest.split('\n').filter((line) => line.includes('"'))]
}
