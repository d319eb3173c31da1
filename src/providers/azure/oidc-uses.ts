import { escapePattern } from '../../lib/escape-pattern.ts'
import { asVariable } from '../../recipes/as-variable.ts'
import { linesWith, registryOf } from '../../recipes/registry.ts'
import type { Flow, Step, Use } from '../../workflow.ts'
import { speaksToDevOps } from './oidc-devops.ts'

/** `login`, `terraform`, `cli`, `signing` and `registry` can be rewritten; the others say where else a secret goes. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as.startsWith('named') ? { flow, as, sure: 'named' } : { flow, as }
}

const NAMED = /^(?:\w{1,40}_)?(?:AZURE|AZ|ARM|MSFT|ENTRA)_(?:\w{1,60}_)?(?:CREDENTIALS|CREDS|CLIENT_SECRET|SP_PASSWORD|SP_SECRET|SERVICE_PRINCIPAL(?:_SECRET|_PASSWORD)?)$/
const NAMED_STORAGE = /AZURE_?(?:STORAGE|BLOB)_?(?:\w{1,40}_)?(?:CONNECTION_?STRING|KEY|SAS|SAS_TOKEN)$/
const DEVOPS = /^(?:\w{1,40}_)?(?:AZURE_?DEVOPS|ADO|AZDO|VSTS)_(?:\w{1,40}_)?(?:PAT|TOKEN)$|^AZURE_(?:\w{1,40}_)?PAT$/
const STORAGE = /^(?:AZURE_STORAGE_(?:ACCOUNT_)?(?:CONNECTION_STRING|KEY|SAS|SAS_TOKEN|ACCESS_KEY)|ARM_ACCESS_KEY)$/
/** Services that take tokens of Entra in the place of a key: learn.microsoft.com/azure/ai-foundry/openai/how-to/managed-identity, …/azure/azure-sql/database/authentication-aad-overview */
const OPENAI = /^(?:\w{1,40}_)?AZURE_OPENAI_(?:\w{1,40}_)?KEY$/
const SQL = /^(?:\w{1,40}_)?AZURE_SQL_(?:\w{1,40}_)?(?:CONNECTION_?STRING|PASSWORD)$/
const PROFILE = /publish[-_]?profile$/i

function roleOf(flow: Flow): string | undefined {
  if (speaksToDevOps(flow)) return 'devops'
  const known = knownRole(flow)
  return known === 'elsewhere' ? undefined : known ?? roleByName(flow)
}

/** What a secret is called, where nobody knows what takes it. */
function roleByName({ secret, to }: Flow): string | undefined {
  if (to.kind === 'elsewhere') return undefined
  const names = [secret, ...(to.kind === 'variable' ? [asVariable(to.name)] : [])]
  if (names.some((name) => DEVOPS.test(name))) return 'named-devops'
  if (names.some((name) => NAMED_STORAGE.test(name))) return 'named-storage'
  if (names.some((name) => OPENAI.test(name))) return 'named-openai'
  if (names.some((name) => SQL.test(name))) return 'named-sql'
  if (names.some((name) => PROFILE.test(name))) return 'named-profile'
  return names.some((name) => NAMED.test(name)) ? 'named' : undefined
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      return roleOfInput(flow, to)
    case 'variable':
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && logsIn(step, to.name))) return 'cli'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && linesWith(step, to.name).some((line) => isPassword(line, to.name)))) return 'shell-registry'
      if (to.name === 'ARM_CLIENT_SECRET') return 'terraform'
      if (to.name === 'AZURE_CLIENT_SECRET') return 'sdk'
      if (STORAGE.test(to.name) || opensBlobs(flow)) return 'storage'
      return undefined
    case 'command':
      return roleOfCommand(linesWith(to.step, flow.expression), flow.expression)
    case 'container':
      return to.field.endsWith('.password') && isRegistry(to.image) ? 'container' : undefined
    case 'call':
      return NAMED.test(to.name.toUpperCase().replaceAll('-', '_')) || PROFILE.test(to.name) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

/** A signature in the address of a storage account's blobs: learn.microsoft.com/vcpkg/reference/binarycaching#azblob */
function opensBlobs({ to, expression, shape }: Flow): boolean {
  if (to.kind !== 'variable' || shape !== 'part') return false
  return to.owner.env.some(({ name, value }) => name === to.name && value.includes(expression) && /\.blob\.core\.windows\.net/.test(value.slice(0, value.indexOf(expression))))
}

const SIGNING = /^azure\/(?:trusted|artifact)-signing-action$/
const OF_AZURE = /azure|(?:^|[-/_])(?:acr|aks)/i

function roleOfInput(flow: Flow, { step, name }: { readonly step: Step; readonly name: string }): string | undefined {
  const action = step.uses?.name ?? ''
  if (action === 'azure/login') return name === 'creds' && isSecretOf(flow, step) ? 'login' : 'elsewhere'
  if (isRegistryLogin(action)) return name === 'password' ? roleOfRegistry(registryOf(step)) : 'elsewhere'
  if (action === 'azure/cli' && /^inlinescript$/i.test(name)) return roleOfCommand(inputOf(step, 'inlinescript').split('\n').filter((line) => line.includes(flow.expression)), flow.expression) === 'cli' ? 'inline' : undefined
  if (SIGNING.test(action)) return name === 'azure-client-secret' ? 'signing' : 'elsewhere'
  if (PROFILE.test(name)) return 'profile'
  if (/^(?:connection[-_]?string|sas[-_]?token|storage[-_]?(?:account[-_]?)?(?:access[-_]?)?key)$/i.test(name) && /azure|blob/.test(action) && /storage|blob|upload/.test(action)) return 'storage'
  if (action === 'azure/sql-action') return /^connection-string$/i.test(name) ? 'sql' : undefined
  if (action === 'azure/static-web-apps-deploy') return name === 'azure_static_web_apps_api_token' ? 'static' : undefined
  if (/^(?:azure_?)?(?:client[-_]?secret)$/i.test(name.replaceAll('-', '_')) && (OF_AZURE.test(action) || /azure/i.test(name))) return 'input'
  if (/^(?:azure[-_]?)?(?:creds|credentials)$/i.test(name) && (OF_AZURE.test(action) || /azure/i.test(name))) return action.startsWith('azure/') ? 'old-action' : 'input'
  return undefined
}

/** `creds` may be put together of several secrets: only one of them is secret. */
function isSecretOf(flow: Flow, step: Step): boolean {
  if (flow.shape === 'whole' || flow.secret === '*') return true
  const value = inputOf(step, 'creds')
  const before = value.slice(0, value.indexOf(flow.expression))
  return !/"(?:clientId|tenantId|subscriptionId|resourceManagerEndpointUrl)"\s{0,9}:\s{0,9}"?$/i.test(before)
}

export function isRegistryLogin(action: string): boolean {
  return /^(?:docker\/login-action|azure\/docker-login|redhat-actions\/podman-login)$/.test(action)
}

/** A registry that is told at run time may be one of Azure's, by its name. */
function roleOfRegistry(server: string): string {
  if (isRegistry(server)) return 'registry'
  return server.includes('${{') && /acr|azure|login_server/i.test(server) ? 'named-registry' : 'elsewhere'
}

function isRegistry(server: string): boolean {
  return /\.azurecr\.(?:io|us|cn)(?:$|\/|:)/.test(server)
}

export function inputOf(step: Step, name: string): string {
  return step.with.find((one) => one.name.toLowerCase() === name)?.value ?? ''
}

/** Whether it is the password of a login; the application's id and the directory's are no secrets. */
function logsIn(step: Step, variable: string): boolean {
  const name = escapePattern(variable)
  const password = new RegExp(String.raw`(?:-p|--password)[\s=]{1,9}["']?\$(?:env:)?\{?(?:\{\s{0,9}env\.)?${name}\b`)
  return linesWith(step, variable).some((line) => AZ_LOGIN.test(line) && password.test(line))
}

export const AZ_LOGIN = /\baz\s{1,9}login\b.{0,200}--service-principal/

/** Whether a line hands the text to a login to a registry as the password: by a flag, or by a pipe. */
function isPassword(line: string, text: string): boolean {
  if (!/login\b.{0,300}\.azurecr\.io|\.azurecr\.io.{0,300}--password-stdin/.test(line)) return false
  const before = line.slice(0, line.indexOf(text))
  return /(?:-p|--password)[\s=]{1,9}["']?(?:\$\{?)?$/.test(before) || (!/login\b/.test(before) && /\|/.test(line))
}

function roleOfCommand(lines: readonly string[], expression: string): string | undefined {
  if (lines.some((line) => /\bAzureSignTool(?:\.exe)?\s/i.test(line) && /(?:-kvs|--azure-key-vault-client-secret)[\s=]{1,9}["']?$/.test(line.slice(0, line.indexOf(expression))))) return 'signtool'
  if (lines.some((line) => AZ_LOGIN.test(line) && /(?:-p|--password)[\s=]{1,9}["']?$/.test(line.slice(0, line.indexOf(expression))))) return 'cli'
  if (lines.some((line) => isPassword(line, expression))) return 'shell-registry'
  if (lines.some((line) => /\baz(?:copy)?\s.{0,300}(?:--account-key|--sas-token|--connection-string|\?)/.test(line))) return 'storage'
  return undefined
}
