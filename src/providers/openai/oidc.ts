// https://developers.openai.com/api/docs/guides/workload-identity-federation/github-actions
import { telling } from '../../recipes/told.ts'
import type { Flow, Migration } from '../../workflow.ts'

const direct = telling({
  id: 'openai/workload-identity',
  title: 'Call OpenAI with the identity of the workflow',
  told: [
    {
      action: 'report',
      say: 'OpenAI takes workload identity: a project\'s service account is mapped to GitHub\'s issuer and claims, and the program '
        + 'exchanges the job\'s OIDC token for an access token. The program must know it (`workloadIdentity` of openai-node 7 and newer); '
        + '`openai/codex-action` takes a key only. Until then: a key of a service account in a project of its own, with a spending '
        + 'limit.',
      inputs: { 'openai/codex-action': 'openai-api-key' },
      variables: /^(?:OPENAI|CODEX|CHATGPT)_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
      commands: /api\.openai\.com/,
      names: 'OPENAI CODEX CHATGPT',
    },
  ],
})

/** Of Azure's own service the provider is Azure: learn.microsoft.com/azure/ai-foundry/openai/how-to/managed-identity */
export const told: Migration = { ...direct, consumes: (flow) => (isAzures(flow) ? undefined : direct.consumes(flow)) }

function isAzures({ secret, to }: Flow): boolean {
  return /AZURE/.test(secret) || (to.kind === 'variable' && to.name.startsWith('AZURE_OPENAI_'))
}
