import type { Around, Plan } from '../../workflow.ts'
import { appPlans } from './oidc-app.ts'
import { APP, isAble, type Beyond } from './oidc-beyond.ts'
import { stsPlans } from './oidc-sts.ts'

/** A login in each job that needs one; a report of the uses that no step can hand a token. */
export function beyondPlans(beyond: readonly Beyond[], around: Around): readonly Plan[] {
  const [able, unable] = [beyond.filter(isAble), beyond.filter((one) => !isAble(one))]
  const jobs = Map.groupBy(able, ({ use }) => use.flow.job)
  const plans = [...jobs].flatMap(([job, ofJob]) => {
    return job === undefined ? [] : wayOf(ofJob, around)(ofJob, { job, around })
  })
  return [...unable.map(reported), ...plans]
}

/** The exchange where the policy or the workflows say so, for what it can give: rights in repositories. */
function wayOf(beyond: readonly Beyond[], { facts, workflows }: Around): typeof appPlans {
  const used = new Set(workflows.flatMap(({ jobs }) => jobs).flatMap(({ steps }) => steps).flatMap(({ uses }) => uses?.name ?? []))
  const exchange = facts.githubTokens === 'octo-sts' || (facts.githubTokens === undefined && used.has('octo-sts/action') && !used.has('actions/create-github-app-token'))
  return exchange && beyond.every(({ permissions }) => !('organization-projects' in permissions)) ? stsPlans : appPlans
}

function reported({ use, why }: Beyond): Plan {
  return { state: 'report', uses: [use], reason: `${why} ${APP}` }
}

