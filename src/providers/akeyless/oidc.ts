// A stored access key of Akeyless → its JWT method: docs.akeyless.io/docs/oauth20jwt
import { codeSpan } from '../../lib/code-span.ts'
import { shellWord } from '../../lib/shell-word.ts'
import { listed, subjectSteps } from '../../recipes/listed.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'

export const jwt = switching({
  id: 'akeyless/jwt',
  title: 'Log in to Akeyless with the workflow\'s identity instead of a stored access key',
  thing: 'key',
  reason: 'The action logs in with GitHub\'s OIDC token; the stored key is not read any more.',
  sites: [{
    action: 'akeyless-community/akeyless-github-action',
    since: [1],
    secrets: 'access-key token',
    set: [{ input: 'access-type', value: 'jwt' }, { input: 'access-id', variable: 'JWT_ACCESS_ID', holds: 'the access ID of the JWT authentication method' }],
  }],
  words: 'ACCESS KEY TOKEN SECRET',
  fallback: 'AKEYLESS',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^AKEYLESS_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bakeyless\s|api\.akeyless\.io/,
    names: 'AKEYLESS',
    action: 'report',
    say: 'Akeyless takes GitHub\'s OIDC token by a JWT authentication method, as `akeyless-community/akeyless-github-action` does by itself; a command of your own must ask GitHub for '
      + 'the token first. The method is set up at Akeyless, with sub-claims on the role.',
  }],
})

export function trust(admission: Admission, facts: RepoFacts): Trust {
  const condition = listed(admission, { facts, audience: `https://github.com/${facts.owner ?? 'OWNER'}` })
  const subs = condition.subjects.map((subject) => ` --sub-claims ${shellWord(`sub=${subject}`)}`).join('')
  const id = facts.id === undefined ? '' : ` --sub-claims ${shellWord(`repository_id=${facts.id}`)}`
  return {
    title: `The JWT method for ${codeSpan(admission.identity)}`,
    steps: [
      'Make an authentication method of the kind JWT with GitHub\'s keys, and associate it with the role under the sub-claims below: without them every repository on GitHub would pass.',
      ...subjectSteps(admission, 'Akeyless'),
    ],
    forms: [
      {
        title: 'Akeyless CLI',
        language: 'sh',
        text: [
          `akeyless auth-method create oauth2 --name github-actions --jwks-uri ${condition.issuer}/.well-known/jwks --issuer ${condition.issuer} --unique-identifier repository_id --audience ${shellWord(condition.audience)}`,
          `akeyless assoc-role-am --role-name ROLE --am-name github-actions${subs}${id}`,
        ].join('\n'),
      },
      { title: 'The condition alone', language: 'json', text: JSON.stringify(condition, null, 2) },
    ],
  }
}

function retire(): readonly string[] {
  return ['In the [Akeyless console](https://console.akeyless.io/) reset or delete the API key method that the access key belongs to, once nothing else uses it.']
}
