import type { MigrationPlan } from './plan.ts'

/** The plan as JSON: `schema/migration.schema.json` says what stands in it. Holds names of secrets, never a value. */
export function toMigrationJson({ items, problems }: MigrationPlan): string {
  return `${JSON.stringify({ version: 1, items, problems }, null, 2)}\n`
}
