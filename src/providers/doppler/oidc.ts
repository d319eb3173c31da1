// A stored Doppler token → a service account identity: docs.doppler.com/docs/service-account-identities
import { codeSpan } from '../../lib/code-span.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { hcl, ISSUER } from '../../recipes/subject.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

export const identity = switching({
  id: 'doppler/identity',
  title: 'Fetch secrets from Doppler with a service account identity instead of a stored token',
  thing: 'token',
  reason: 'The action logs in to Doppler with GitHub\'s OIDC token; the stored token is not read any more.',
  sites: [{
    action: 'DopplerHQ/secrets-fetch-action',
    since: [1, 3],
    like: [1],
    secrets: 'doppler-token',
    set: [
      { input: 'auth-method', value: 'oidc' },
      { input: 'doppler-identity-id', variable: 'IDENTITY_ID', holds: 'the id of the service account identity' },
      // A service token knows its config, an identity does not.
      { input: 'doppler-project', variable: 'PROJECT', holds: 'the name of the Doppler project', where: 'missing' },
      { input: 'doppler-config', variable: 'CONFIG', holds: 'the name of the config in the project', where: 'missing' },
    ],
  }],
  words: 'TOKEN SERVICE ACCOUNT SECRET KEY',
  fallback: 'DOPPLER',
  assumed: ['Service accounts and their identities are part of Doppler\'s Team and Enterprise plans.'],
  trust,
  retire,
  told: [{
    variables: /^DOPPLER_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bdoppler\s|api\.doppler\.com/,
    names: 'DOPPLER',
    action: 'report',
    say: 'Doppler takes GitHub\'s OIDC token for a service account identity: `dopplerhq/secrets-fetch-action` 1.3 and newer with `auth-method: oidc`, or `doppler oidc login` '
      + 'in front of the commands. The identity is made at Doppler first (Team and Enterprise plans).',
  }],
})

const AUDIENCE = 'https://github.com/OWNER'

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const audience = AUDIENCE.replace('OWNER', facts.owner ?? 'OWNER')
  const condition = listed(admission, { facts, audience })
  return {
    title: `The service account identity for ${codeSpan(admission.identity)}`,
    steps: [
      'In Doppler under Team → Service Accounts give a service account access to the one config, and an identity for GitHub\'s issuer with the claims below, exactly.',
      ...subjectSteps(admission, 'With exact claims Doppler'),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: condition.subjects.map((subject, i) => terraform(subject, { i, audience, facts })).join('\n\n') },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(condition, null, 2) },
    ],
  }
}

interface Given {
  readonly i: number
  readonly audience: string
  readonly facts: RepoFacts
}

/** registry.terraform.io/providers/DopplerHQ/doppler/latest/docs/resources/service_account_identity */
function terraform(subject: string, { i, audience, facts }: Given): string {
  const id = facts.id === undefined ? [] : [`      repository_id = [${hcl(facts.id)}]`]
  return [
    `resource "doppler_service_account_identity" "github${i === 0 ? '' : `_${i + 1}`}" {`,
    '  service_account_slug = doppler_service_account.github.slug',
    '  name                 = "github-actions"',
    '  ttl_seconds          = 900',
    '  config_oidc {',
    `    discovery_url = "${ISSUER}"`,
    '    claims_type   = "exact"',
    '    claims = {',
    `      aud           = [${hcl(audience)}]`,
    `      sub           = [${hcl(subject)}]`,
    ...id,
    '    }',
    '  }',
    '}',
  ].join('\n')
}

function retire(): readonly string[] {
  return ['Revoke the service token in Doppler (project → config → Access), or the service account token under Team → Service Accounts at the [dashboard](https://dashboard.doppler.com/).']
}
