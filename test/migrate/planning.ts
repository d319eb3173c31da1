import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { planMigrations, type MigrationPlan } from '../../src/migrate/plan.ts'
import { providers } from '../../src/providers/index.ts'
import type { RepoFacts } from '../../src/workflow.ts'

export const PATH = '.github/workflows/w.yml'

const all = providers.flatMap((provider) => provider.migrations ?? [])

/** Without the advice for every secret that nobody knows: what is left to it is what the others do not claim. */
export const migrations = all.filter(({ id }) => id !== 'generic/advice')

/** What is planned for one workflow. */
export function plan(text: string, facts: RepoFacts = {}): Promise<MigrationPlan> {
  return planMigrations({ workflows: [{ path: PATH, text }], migrations, facts })
}

/** The same with every migration that there is. */
export function planAll(text: string, facts: RepoFacts = {}): Promise<MigrationPlan> {
  return planMigrations({ workflows: [{ path: PATH, text }], migrations: all, facts })
}

/** The workflow after its migration, the same where nothing is rewritten. */
export async function migrated(text: string, facts: RepoFacts = {}): Promise<string> {
  return (await plan(text, facts)).files[0]?.after ?? text
}

/** What GitHub's own parser has against a workflow. */
export function refusals(content: string): readonly string[] {
  const parsed = parseWorkflow({ name: 'w.yml', content }, new NoOperationTraceWriter())
  return parsed.context.errors.getErrors().map((error) => error.message)
}
