import type { MigrationPlan } from './plan.ts'

/** The plan as JSON: `schema/migration.schema.json` says what stands in it. Holds names of secrets, never a value. */
export function toMigrationJson(plan: MigrationPlan): string {
  const items = plan.items.map(({ path, secret, target, action, reason, edits }) => ({ path, secret, target, action, reason, edits }))
  return `${JSON.stringify({ version: 1, items }, null, 2)}\n`
}
