import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { planMigrations, type MigrationPlan } from '../../src/migrate/plan.ts'
import { provider as aws } from '../../src/providers/aws/index.ts'
import { provider as github } from '../../src/providers/github/index.ts'
import { provider as npm } from '../../src/providers/npm/index.ts'
import type { RepoFacts } from '../../src/workflow.ts'

export const PATH = '.github/workflows/w.yml'

export const migrations = [aws, npm, github].flatMap((provider) => provider.migrations ?? [])

/** What is planned for one workflow. */
export function plan(text: string, facts: RepoFacts = {}): Promise<MigrationPlan> {
  return planMigrations({ workflows: [{ path: PATH, text }], migrations, facts })
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
