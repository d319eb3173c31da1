// A stored API key of a Conjur host → its JWT authenticator: docs.cyberark.com/conjur-cloud/latest/en/content/operations/services/cjr-authn-jwt-lp.htm
import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const AUDIENCE = 'conjur'

export const jwt = switching({
  id: 'conjur/jwt',
  title: 'Log in to Conjur with the workflow\'s identity instead of a stored API key',
  thing: 'key',
  reason: 'The action logs in with GitHub\'s OIDC token; the host\'s stored API key is not read any more.',
  sites: [{
    action: 'cyberark/conjur-action',
    since: [2, 1, 1],
    like: [2],
    secrets: 'api_key',
    drop: 'host_id',
    set: [{ input: 'authn_id', variable: 'AUTHN_ID', holds: 'the id of the JWT authenticator' }, { input: 'audience', value: AUDIENCE, where: 'missing' }],
  }],
  words: 'API KEY HOST TOKEN SECRET',
  fallback: 'CONJUR',
  assumed: [],
  trust,
  retire,
  told: [{
    variables: /^CONJUR_(?:\w{1,40}_)?(?:API_KEY|KEY|TOKEN|PASSWORD)$/,
    names: 'CONJUR',
    action: 'report',
    say: 'Conjur takes GitHub\'s OIDC token by its JWT authenticator, as `cyberark/conjur-action` 2 does with `authn_id`; a program of your own must ask GitHub for the token first.',
  }],
})

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = listed(admission, { facts, audience: AUDIENCE })
  const host = `${facts.owner ?? 'OWNER'}-${facts.name ?? 'REPO'}`
  const annotations = [
    ...(facts.id === undefined ? [] : [`      authn-jwt/github/repository_id: ${JSON.stringify(facts.id)}`]),
    ...condition.subjects.slice(0, 1).map((subject) => `      authn-jwt/github/sub: ${JSON.stringify(subject)}`),
  ]
  return {
    title: `The JWT authenticator for ${codeSpan(admission.identity)}`,
    steps: [
      `Enable an authenticator \`authn-jwt/github\` for the issuer ${codeSpan(condition.issuer)} with the audience ${codeSpan(AUDIENCE)}, \`token-app-property\` \`repository\` and \`enforced-claims\` \`repository_id,sub\`.`,
      'Load the policy below, and give the host the secrets that the job reads.',
      ...subjectSteps(admission, 'Conjur'),
    ],
    forms: [
      { title: 'Conjur policy', language: 'yaml', text: [`- !policy\n  id: github-actions\n  body:\n  - !host\n    id: ${JSON.stringify(host)}\n    annotations:`, ...annotations].join('\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(condition, null, 2) },
    ],
  }
}

function retire(): readonly string[] {
  return ['Rotate the host\'s API key (`conjur host rotate-api-key -i HOST`), so that the stored one is dead, or delete the host by policy.']
}
