// A stored Depot token → a trust relationship of the project: depot.dev/docs/cli/authentication#oidc-trust-relationships
import { codeSpan } from '../../lib/code-span.ts'
import { switching } from '../../recipes/switching.ts'
import type { Admission, Migration, RepoFacts, Trust } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { isShared, withoutVariable } from './oidc-variable.ts'

const SECRETS = 'token depot_token'

const byAction = switching({
  id: 'depot/oidc',
  title: 'Build at Depot by OIDC instead of a stored token',
  thing: 'token',
  reason: 'Depot knows the job by GitHub\'s OIDC token and the project\'s trust relationship; the stored token is not read any more.',
  sites: [
    { action: 'depot/build-push-action', since: [1], secrets: SECRETS, set: [] },
    { action: 'depot/bake-action', since: [1], secrets: SECRETS, set: [] },
  ],
  words: 'TOKEN',
  fallback: 'DEPOT',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^DEPOT_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bdepot\s/,
    names: 'DEPOT',
    action: 'report',
    say: 'Depot takes GitHub\'s OIDC token under a trust relationship of the project: `depot/setup-action` with `oidc: true` leaves a short-lived `DEPOT_TOKEN` behind. '
      + 'Which steps use this one does not stand here plainly enough to change them.',
  }],
})

export const oidc: Migration = {
  ...byAction,
  consumes: (flow) => (isShared(flow) ? { flow, as: 'shared' } : byAction.consumes(flow)),
  async plan(uses, around) {
    const shared = [...Map.groupBy(uses.filter(({ as }) => as === 'shared'), ({ flow }) => flow.secret).values()]
    return [...shared.map((own) => withoutVariable(own, around)), ...await byAction.plan(uses.filter(({ as }) => as !== 'shared'), around)]
  },
}

export function trust(_: Admission, facts: RepoFacts): Trust {
  const repository = `${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`
  return {
    title: 'The trust relationship at Depot',
    steps: [`In the project's settings at [Depot](https://depot.dev/) add a trust relationship with GitHub Actions for the repository ${codeSpan(repository)}; it can be bound no tighter.`],
    forms: [],
  }
}

function retire(): readonly string[] {
  return ['Delete the project token in the project\'s settings at [Depot](https://depot.dev/), or the user token on the account page.']
}
