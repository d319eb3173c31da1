import { codeSpan } from '../../lib/code-span.ts'
import { shellWord } from '../../lib/shell-word.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
const POOL = 'github'
// cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines: ids, since names can be taken over.
const MAPPING = {
  'google.subject': 'assertion.sub',
  'attribute.repository_id': 'assertion.repository_id',
  'attribute.repository_owner_id': 'assertion.repository_owner_id',
} as const
/** What `google.subject` can hold, in bytes: cloud.google.com/iam/docs/workload-identity-federation#mapping */
const LONGEST_SUBJECT = 127

/** A pool provider whose condition admits these jobs alone, and the service account's binding to them. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const provider = providerId(admission, facts)
  const condition = conditionOf(admission, facts)
  const known = { admission, facts, provider, condition }
  const account = admission.identity.replace(/^vars\./, '')
  return {
    title: `The login for ${codeSpan(admission.identity)}`,
    steps: [
      'Create the pool if the project has none for GitHub yet, and in it a provider with the condition below. It takes up to five minutes to work.',
      `Let what it admits act as the service account that the key belongs to; its address goes into ${codeSpan(account)}.`,
      `The provider's full name, with the project's number, goes into ${codeSpan(account.replace(/SERVICE_ACCOUNT$/, 'WORKLOAD_IDENTITY_PROVIDER'))}.`,
      ...(facts.id === undefined ? ['Put the repository\'s id for `REPOSITORY_ID` (`gh api repos/{owner}/{repo} --jq .id`): a name can be taken over, an id cannot.'] : []),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: terraform(known) },
      { title: 'gcloud', language: 'sh', text: commands(known) },
      { title: 'The provider alone', language: 'json', text: JSON.stringify({ attributeMapping: mappingOf(known), attributeCondition: condition, oidc: { issuerUri: ISSUER } }, null, 2) },
    ],
  }
}

/** As CEL: the repository by its id, and the subject by value; a pattern by all its fixed parts. */
export function conditionOf(admission: Admission, facts: RepoFacts): string {
  const exact = admission.subjects.filter((one) => one.exact === 'exact').map(({ text }) => quoted(text))
  const patterns = admission.subjects.filter((one) => one.exact === 'pattern').map(({ text }) => matching(text))
  const equal = exact.length === 0 ? [] : [exact.length === 1 ? `assertion.sub == ${exact[0]}` : `assertion.sub in [${exact.join(', ')}]`]
  const subjects = [...equal, ...patterns]
  const owner = facts.ownerId === undefined ? [] : [`assertion.repository_owner_id == ${quoted(facts.ownerId)}`]
  return [`assertion.repository_id == ${quoted(facts.id ?? 'REPOSITORY_ID')}`, ...owner, subjects.length === 1 ? subjects[0] : `(${subjects.join(' || ')})`].join(' && ')
}

/** `*` stands for any text. */
function matching(pattern: string): string {
  const parts = pattern.split('*')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  const tests = [`assertion.sub.startsWith(${quoted(first)})`, ...(last === '' ? [] : [`assertion.sub.endsWith(${quoted(last)})`])]
  const inner = parts.slice(1, -1).filter((part) => part !== '').map((part) => `assertion.sub.contains(${quoted(part)})`)
  const all = [...tests, ...inner]
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' && ')})`
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
}

interface Known {
  readonly admission: Admission
  readonly facts: RepoFacts
  readonly provider: string
  readonly condition: string
}

/** 4 to 32 small letters, digits and hyphens: gcloud iam workload-identity-pools providers create-oidc */
function providerId(admission: Admission, facts: RepoFacts): string {
  const base = admission.identity.replace(/^vars\./, '').replace(/_?SERVICE_ACCOUNT$/, '')
  return `${facts.name ?? 'repo'}-${base}`.toLowerCase().replaceAll(/[^a-z0-9]{1,50}/g, '-').replaceAll(/^[^a-z]{1,9}|-$/g, '').slice(0, 32).replace(/-$/, '').padEnd(4, '0')
}

/** One member for each exact subject; the repository where a subject is a pattern or too long to be mapped. */
function members({ admission, facts }: Known): readonly string[] {
  if (fits(admission) && admission.subjects.every(({ exact }) => exact === 'exact')) return admission.subjects.map(({ text }) => `subject/${text}`)
  return [`attribute.repository_id/${facts.id ?? 'REPOSITORY_ID'}`]
}

/** Whether every subject can be mapped; what stands for a `*` may take some forty bytes. */
function fits({ subjects }: Admission): boolean {
  return subjects.every(({ text, exact }) => Buffer.byteLength(text) <= (exact === 'exact' ? LONGEST_SUBJECT : LONGEST_SUBJECT - 40))
}

/** Of a subject that is too long, the repository's id stands for it; the condition still tests the whole. */
function mappingOf({ admission }: Known): Readonly<Record<string, string>> {
  return fits(admission) ? MAPPING : { ...MAPPING, 'google.subject': 'assertion.repository_id' }
}

function kind(member: string): string {
  return member.startsWith('subject/') ? 'principal' : 'principalSet'
}

function terraform(known: Known): string {
  const mapping = Object.entries(mappingOf(known)).map(([name, value]) => `    ${JSON.stringify(name)} = ${JSON.stringify(value)}`).join('\n')
  const bindings = members(known).map((member, i) => `
resource "google_service_account_iam_member" "github${i === 0 ? '' : `_${i + 1}`}" {
  service_account_id = "projects/PROJECT_ID/serviceAccounts/SERVICE_ACCOUNT"
  role               = "roles/iam.workloadIdentityUser"
  member             = "${kind(member)}://iam.googleapis.com/\${google_iam_workload_identity_pool.github.name}/${hcl(JSON.stringify(member).slice(1, -1))}"
}`)
  return `resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "${POOL}"
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "${known.provider}"
  attribute_mapping = {
${mapping}
  }
  attribute_condition = ${hcl(JSON.stringify(known.condition))}
  oidc {
    issuer_uri = "${ISSUER}"
  }
}
${bindings.join('\n')}

output "workload_identity_provider" {
  value = google_iam_workload_identity_pool_provider.github.name
}`
}

/** \`\${\` and \`%{\` would begin a template. */
function hcl(text: string): string {
  return text.replaceAll(/([$%])\{/g, '$1$1{')
}

function commands(known: Known): string {
  const mapping = Object.entries(mappingOf(known)).map(([name, value]) => `${name}=${value}`).join(',')
  const pool = `projects/$NUMBER/locations/global/workloadIdentityPools/${POOL}`
  const bindings = members(known).map((member) => [
    'gcloud iam service-accounts add-iam-policy-binding SERVICE_ACCOUNT --role roles/iam.workloadIdentityUser',
    `  --member "${kind(member)}://iam.googleapis.com/${pool}/${shellWord(member) === member ? `${member}"` : `"${shellWord(member)}`}`,
  ].join(' \\\n'))
  return `gcloud iam workload-identity-pools create ${POOL} --location global
gcloud iam workload-identity-pools providers create-oidc ${known.provider} --location global --workload-identity-pool ${POOL} \\
  --issuer-uri ${ISSUER} \\
  --attribute-mapping ${shellWord(mapping)} \\
  --attribute-condition ${shellWord(known.condition)}
NUMBER=$(gcloud projects describe "$(gcloud config get-value project)" --format 'value(projectNumber)')
${bindings.join('\n')}
echo "${pool}/providers/${known.provider}"`
}

export function retire(): readonly string[] {
  const page = 'https://console.cloud.google.com/iam-admin/serviceaccounts'
  return [
    `Disable the service account's key on the [service accounts page](${page}) (account → Keys), or with \`gcloud iam service-accounts keys disable KEY_ID --iam-account SERVICE_ACCOUNT\`.`,
    'After a few days without trouble delete the key; the organization policy `iam.disableServiceAccountKeyCreation` keeps new ones from being made.',
  ]
}
