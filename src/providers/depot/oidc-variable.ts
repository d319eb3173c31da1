import { needsToken, placeOf } from '../../recipes/login.ts'
import { mayRead } from '../../recipes/readers.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Flow, Owner, Plan, Step, Use } from '../../workflow.ts'

/** The variable that Depot's actions and CLI read, where it is there for a whole job. */
export function isShared({ to }: Flow): boolean {
  return to.kind === 'variable' && to.name === 'DEPOT_TOKEN' && !(to.owner.level === 'step' && to.owner.uses?.name.startsWith('depot/') === true)
}

/** Depot's actions and CLI ask GitHub for an OIDC token by themselves where they find no other: depot.dev/docs/cli/authentication */
export function withoutVariable(uses: readonly Use[], around: Around): Plan {
  const owners = [...new Set(uses.flatMap(({ flow: { to } }) => (to.kind === 'variable' ? [to.owner] : [])))]
  const readers = owners.flatMap(scopeOf).filter(isDepot)
  const stranger = owners.flatMap(scopeOf).find((step) => !isDepot(step) && (mayRead(step) || mentions(step)))
  const trouble = commonTrouble(uses, { around, thing: 'token', act: 'log in' })
    ?? (stranger === undefined ? undefined : `The step on line ${stranger.line} may read the token too; whether it asks GitHub for an OIDC token is not known.`)
    ?? (readers.length > 0 ? undefined : 'No step is seen that builds at Depot with the token; what uses it is not known.')
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  return {
    state: 'rewrite',
    uses,
    reason: 'Depot knows the job by GitHub\'s OIDC token and the project\'s trust relationship; the stored token is not read any more.',
    changes: [
      ...owners.map((owner) => ({ change: 'remove-variable', owner, name: 'DEPOT_TOKEN' } as const)),
      ...[...new Set(readers.map(({ job }) => job))].map(needsToken),
    ],
    grants: [{ identity: 'depot/oidc', variables: [], places: readers.map((step) => placeOf(step.job, step.if)) }],
    assumed: [],
  }
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function isDepot(step: Step): boolean {
  if (step.uses !== undefined) return /^depot\/(?:build-push|bake)-action$/.test(step.uses.name)
  return step.commands.some(({ words }) => words[0] === 'depot') && step.commands.every((command) => command.words[0] === 'depot' || !mayRead({ ...step, commands: [command] })) && !mentions(step)
}

function mentions(step: Step): boolean {
  return [step.run ?? '', ...[...step.with, ...step.env].map(({ value }) => value)].some((text) => text.includes('DEPOT_TOKEN') && !text.includes('secrets.'))
}
