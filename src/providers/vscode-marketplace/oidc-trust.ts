import { codeSpan } from '../../lib/code-span.ts'
import { shellWord } from '../../lib/shell-word.ts'
import { subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER, subjectsIn } from '../../recipes/subject.ts'
import type { Admission, Trust } from '../../workflow.ts'

const AUDIENCE = 'api://AzureADTokenExchange'

export interface Credential {
  readonly name: string
  readonly issuer: string
  readonly subject: string
  readonly audiences: readonly string[]
}

/** One federated credential of a managed identity for each subject, by value. */
export function credentialsOf(admission: Admission): readonly Credential[] {
  return subjectsIn(admission).exact.map((subject, i) => ({ name: `github-${i + 1}`, issuer: ISSUER, subject, audiences: [AUDIENCE] }))
}

export function trust(admission: Admission): Trust {
  const credentials = credentialsOf(admission)
  return {
    title: `The identity for ${codeSpan(admission.identity)}`,
    steps: [
      'Make a user-assigned managed identity with the federated credential below; it needs no role in Azure.',
      'Add it to the publisher on the Marketplace\'s [management page](https://marketplace.visualstudio.com/manage) (Members, with the role Contributor, by the id that `az rest -u https://app.vssps.visualstudio.com/_apis/profile/profiles/me --resource 499b84ac-1321-427f-aa17-267ca6975798` tells when it is logged in).',
      ...subjectSteps(admission, 'Entra'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: credentials.map(terraform).join('\n\n') },
      { title: 'Azure CLI', language: 'sh', text: credentials.map(command).join('\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(credentials.length === 1 ? credentials[0] : credentials, null, 2) },
    ],
  }
}

/** registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/federated_identity_credential */
function terraform({ name, issuer, subject, audiences }: Credential): string {
  return [
    `resource "azurerm_federated_identity_credential" "${name.replaceAll('-', '_')}" {`,
    `  name      = "${name}"`,
    '  parent_id = azurerm_user_assigned_identity.publisher.id',
    `  issuer    = "${issuer}"`,
    `  subject   = ${hcl(subject)}`,
    `  audience  = ${hcl(audiences)}`,
    '}',
  ].join('\n')
}

function command({ name, issuer, subject, audiences }: Credential): string {
  return `az identity federated-credential create --name ${name} --identity-name IDENTITY --resource-group GROUP --issuer ${issuer} --subject ${shellWord(subject)} --audiences ${audiences.join(' ')}`
}

export function retire(): readonly string[] {
  return ['Revoke the personal token in Azure DevOps (User settings → [Personal access tokens](https://dev.azure.com/_usersSettings/tokens)), as whoever made it.']
}
