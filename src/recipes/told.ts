import type { Flow, Migration, Plan, Use } from '../workflow.ts'
import { arrives, seemsTo, type Arrival } from './arrival.ts'
import { isSetting } from './setting.ts'

/** A credential that no edit of a workflow replaces, and what to say of it. */
export interface Told extends Arrival {
  /** `advice`: no short-lived form exists; `report`: one does, but this file alone cannot use it. */
  readonly action: 'advice' | 'report'
  /** Whole sentences for the reader. */
  readonly say: string
}

interface Telling {
  /** `slack/advice`, or `quay/robot-federation`: what would take the secret's place. */
  readonly id: string
  readonly title: string
  /** The first one that fits a flow counts. */
  readonly told: readonly Told[]
}

/** A migration that rewrites nothing: it knows where a provider's credentials arrive, and what is the best that can be done. */
export function telling({ id, title, told }: Telling): Migration {
  const best = told.some(({ action }) => action === 'report') ? 'report' : 'advice'
  return { id, title, best, consumes: (flow) => useOf(flow, told), plan: (uses) => plansOf(uses, told), retire: () => [] }
}

/** Who takes it is known; or only its name tells. */
function useOf(flow: Flow, told: readonly Told[]): Use | undefined {
  if (/(?:^|_)PUB(?:LIC)?_KEY$/.test(flow.secret)) return undefined
  const known = flow.to.kind === 'command' && isSetting(flow) ? -1 : told.findIndex((one) => arrives(flow, one))
  if (known >= 0) return { flow, as: String(known) }
  const named = isSetting(flow) ? -1 : told.findIndex((one) => seemsTo(flow, one))
  return named < 0 ? undefined : { flow, as: String(named), sure: 'named' }
}

function plansOf(uses: readonly Use[], told: readonly Told[]): readonly Plan[] {
  return told.flatMap(({ action, say }, i) => {
    const own = uses.filter(({ as }) => as === String(i))
    return own.length === 0 ? [] : [{ state: action, uses: own, reason: say }]
  })
}
