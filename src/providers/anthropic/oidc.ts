// A stored key → workload identity federation: platform.claude.com/docs/en/manage-claude/wif-providers/github-actions
import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Step, Trust } from '../../workflow.ts'

/** What the action asks GitHub's token for where nothing else is said. */
const AUDIENCE = 'https://api.anthropic.com'

export const workloadIdentity = switching({
  id: 'anthropic/workload-identity',
  title: 'Call Claude with the workflow\'s identity instead of a stored key',
  thing: 'key',
  reason: 'The action exchanges GitHub\'s OIDC token for a short-lived one; the stored key, which would be preferred, is not given any more.',
  sites: [{
    action: 'anthropics/claude-code-action',
    since: [1, 0, 130],
    like: [1],
    secrets: 'anthropic_api_key claude_code_oauth_token',
    set: [
      { input: 'anthropic_federation_rule_id', variable: 'FEDERATION_RULE_ID', holds: 'the id of the federation rule (`fdrl_…`)' },
      { input: 'anthropic_organization_id', variable: 'ORGANIZATION_ID', holds: 'the id of the organization' },
      { input: 'anthropic_service_account_id', variable: 'SERVICE_ACCOUNT_ID', holds: 'the id of the service account (`svac_…`)' },
    ],
    trouble: troubleWith,
  }],
  words: 'API KEY TOKEN OAUTH CODE CLAUDE',
  fallback: 'ANTHROPIC',
  assumed: ['The federation rule targets one workspace; else set `anthropic_workspace_id` too.', 'A subscription\'s OAuth token is billed to the subscription, a service account to the organization.'],
  trust,
  retire,
  told: [{
    inputs: { 'anthropics/*': 'anthropic_api_key claude_code_oauth_token claude-api-key anthropic-api-key' },
    variables: /^(?:ANTHROPIC|CLAUDE)_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /api\.anthropic\.com/,
    names: 'ANTHROPIC CLAUDE',
    action: 'report',
    say: 'The Claude API takes GitHub\'s OIDC token under a federation rule: newer SDKs and `anthropics/claude-code-action` 1 exchange it by themselves. What takes this key here is not '
      + 'known to do so. Until then: a key of a workspace of its own, with a spending limit.',
  }],
})

function troubleWith({ uses, with: inputs }: Step): string | undefined {
  if (uses?.ref === 'beta') return 'The beta of the action knows no federation; move to version 1 first, whose inputs differ.'
  const classifying = inputs.some(({ name, value }) => name === 'classify_inline_comments' && value === 'true')
  return classifying ? '`classify_inline_comments` still needs an API key; with federation it is skipped.' : undefined
}

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = listed(admission, { facts, audience: AUDIENCE })
  return {
    title: `The federation rule for ${codeSpan(admission.identity)}`,
    steps: [
      'In the [Claude Console](https://platform.claude.com/settings/workload-identity-federation) under Settings → Workload identity register GitHub\'s issuer (once), and make a service account in a workspace of its own.',
      'Make a federation rule for that service account with the audience, subject and claims below.',
      ...subjectSteps(admission, 'A rule'),
    ],
    forms: [{ title: 'The condition', language: 'json', text: JSON.stringify(condition, null, 2) }],
  }
}

function retire(): readonly string[] {
  return [
    'Disable the key on the [API keys page](https://platform.claude.com/settings/keys) of the Claude Console; an OAuth token of Claude Code is revoked by its owner at [claude.ai](https://claude.ai/settings).',
  ]
}
