import type { Provider } from '../provider.ts'
import type { RepoFacts } from '../workflow.ts'
import { planMigrations, type MigrationPlan } from '../migrate/plan.ts'
import type { Repo } from '../repo/port.ts'

const FOLDER = '.github/workflows'

export interface PlanMigration {
  readonly repo: Repo
  /** Where to read; the working tree without one. */
  readonly ref?: string
  readonly providers: readonly Provider[]
  readonly facts: RepoFacts
}

/** What every stored secret in a repository's workflows can become: read, follow, plan. Changes nothing. */
export async function planMigration(input: PlanMigration): Promise<MigrationPlan> {
  const { repo, ref } = input
  const paths = (await repo.list(FOLDER, ref)).filter((path) => /\.ya?ml$/.test(path))
  const workflows: { readonly path: string; readonly text: string }[] = []
  for (const path of paths) {
    const text = await repo.file(path, ref)
    if (text !== undefined) workflows.push({ path, text })
  }
  return planMigrations({
    workflows,
    migrations: input.providers.flatMap(({ migrations }) => migrations ?? []),
    facts: { files: (path) => repo.file(path, ref), ...input.facts },
  })
}
