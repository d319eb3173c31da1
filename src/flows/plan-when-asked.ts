import type { MigrationPlan } from '../migrate/plan.ts'
import type { PlanMigration } from './plan-migration.ts'

/** Plans the migration of a repository's workflows; loaded when it is first used, since GitHub's workflow parser is large. */
export async function planMigration(input: PlanMigration): Promise<MigrationPlan> {
  const flow = await import('./plan-migration.ts')
  return flow.planMigration(input)
}
