import { codeSpan } from '../../lib/code-span.ts'
import { shellWord } from '../../lib/shell-word.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
// The login action's default; clouds of governments and of China have others: README of azure/login.
const AUDIENCE = 'api://AzureADTokenExchange'

export interface Credential {
  readonly name: string
  readonly issuer: string
  readonly subject: string
  readonly audiences: readonly string[]
}

/** One federated credential for each subject: Entra compares them by value. learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const exact = credentials(admission)
  const patterns = admission.subjects.filter((one) => one.exact === 'pattern').map(({ text }) => text)
  return {
    title: `The application ${codeSpan(admission.identity)}`,
    steps: [
      'To the application that the secret belongs to add the federated credentials below (App registrations → Certificates & secrets → Federated credentials). It keeps its roles.',
      ...(admission.identity.startsWith('vars.') ? ['Its ids go into the variables; they are no secrets.'] : []),
      ...(patterns.length > 0 ? [PATTERN] : []),
      ...(facts.subClaimPrefix?.includes('@') === true ? [] : [NAMES]),
      'A credential takes some minutes to work; an application can have twenty.',
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: [...exact.map(terraform), ...patterns.map(flexible)].join('\n\n') },
      { title: 'Azure CLI', language: 'sh', text: [...exact.map(command), ...patterns.map((text, i) => flexibleCommand(text, i))].join('\n') },
      ...(exact.length === 0 ? [] : [{ title: 'The credentials alone', language: 'json', text: JSON.stringify(exact, null, 2) }]),
    ],
  }
}

const PATTERN = `Tags and branches by pattern need a flexible federated credential, which is in preview; an environment on the job, with a rule for its tags, needs none
and is the safer way.`.replaceAll('\n', ' ')
const NAMES = `Entra can test nothing but the subject, and this repository's holds names only: switch it to immutable subjects, which hold ids
(\`gh api -X PUT repos/{owner}/{repo}/actions/oidc/customization/sub -F use_default=true -F use_immutable_subject=true\`), before you add them.`.replaceAll('\n', ' ')

export function credentials(admission: Admission): readonly Credential[] {
  const exact = admission.subjects.filter((one) => one.exact === 'exact')
  const names = exact.map(({ text }) => nameOf(text))
  // `release/1` and `release-1` would have one name.
  return exact.map(({ text }, i) => ({ name: `${names[i]}${names.indexOf(names[i] ?? '') === i ? '' : `-${i + 1}`}`, issuer: ISSUER, subject: text, audiences: [AUDIENCE] }))
}

/** 3 to 120 letters, digits, hyphens and underscores. */
function nameOf(subject: string): string {
  const context = subject.split(':').slice(2).join('-')
  return `github-${context}`.replaceAll(/[^\w-]{1,50}/g, '-').slice(0, 120)
}

function terraform({ name, subject }: Credential): string {
  return `resource "azuread_application_federated_identity_credential" "${name.replaceAll(/\W/g, '_')}" {
  application_id = data.azuread_application.app.id
  display_name   = "${name}"
  issuer         = "${ISSUER}"
  subject        = ${hcl(subject)}
  audiences      = ["${AUDIENCE}"]
}`
}

function expressionOf(pattern: string): string {
  return `claims['sub'] matches '${pattern.replaceAll("'", "''")}'`
}

function flexible(pattern: string): string {
  const name = nameOf(pattern)
  return `resource "azuread_application_flexible_federated_identity_credential" "${name.replaceAll(/\W/g, '_')}" {
  application_id             = data.azuread_application.app.id
  display_name               = "${name}"
  issuer                     = "${ISSUER}"
  audience                   = "${AUDIENCE}"
  claims_matching_expression = ${hcl(expressionOf(pattern))}
}`
}

/** \`\${\` and \`%{\` would begin a template. */
function hcl(text: string): string {
  return JSON.stringify(text).replaceAll(/([$%])\{/g, '$1$1{')
}

function command(credential: Credential): string {
  return `az ad app federated-credential create --id CLIENT_ID --parameters ${shellWord(JSON.stringify(credential))}`
}

function flexibleCommand(pattern: string, index: number): string {
  const body = { name: `${nameOf(pattern)}-${index + 1}`, issuer: ISSUER, audiences: [AUDIENCE], claimsMatchingExpression: { value: expressionOf(pattern), languageVersion: 1 } }
  const url = 'https://graph.microsoft.com/beta/applications/OBJECT_ID/federatedIdentityCredentials'
  return `az rest --method post --url ${url} --body ${shellWord(JSON.stringify(body))}`
}

export function retire(): readonly string[] {
  const page = 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade'
  return [
    `Delete the application's client secret in [App registrations](${page}) (application → Certificates & secrets), or with \`az ad app credential delete --id CLIENT_ID --key-id KEY_ID\`.`,
    'Where a registry was logged in to with its admin user, switch that off: `az acr update --name REGISTRY --admin-enabled false`.',
  ]
}
