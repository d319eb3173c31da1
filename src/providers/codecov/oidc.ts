// A stored upload token → the job's OIDC token, which names the repository: there is nothing to set up.
// github.com/codecov/codecov-action#using-oidc
import type { Flow, Migration, RepoFacts, Use } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { ACTIONS, plan } from './oidc-plan.ts'

export const uploads: Migration = {
  id: 'codecov/oidc',
  title: 'Upload to Codecov with the job\'s OIDC token instead of a stored token',
  consumes,
  plan,
  failures,
  retire,
}

const NAME = /^(?:\w{1,40}[-_])?codecov[-_](?:upload[-_])?token$/i

/** `upload` and `variable` can be rewritten; the others say where else a token goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  return as === undefined ? undefined : { flow, as }
}

function roleOf({ to }: Flow): string | undefined {
  switch (to.kind) {
    case 'input':
      if (ACTIONS.has(to.step.uses?.name ?? '')) return to.name === 'token' ? 'upload' : undefined
      return NAME.test(to.name) ? 'input' : undefined
    case 'variable':
      return NAME.test(to.name) && !to.mentions.some((mention) => mention.in === 'input') ? 'variable' : undefined
    case 'command':
      return (to.step.run ?? '').split('\n').some((line) => /codecov/i.test(line.replaceAll(/secrets\.\w{1,256}/g, ''))) ? 'command' : undefined
    case 'call':
      return NAME.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

function retire(_: readonly string[], facts: RepoFacts): readonly string[] {
  const page = `https://app.codecov.io/gh/${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}/config/general`
  return [`Regenerate the upload token in Codecov's [repository settings](${page}), so that the stored one is dead.`]
}
