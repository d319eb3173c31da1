import type { Provider } from '../provider.ts'
import type { RepoFacts } from '../workflow.ts'
import { tells } from '../migrate/elsewhere.ts'
import { planMigrations, type MigrationPlan } from '../migrate/plan.ts'
import type { Repo } from '../repo/port.ts'
import { POLICY_PATH, settings } from './settings.ts'

const FOLDER = '.github/workflows'

export interface PlanMigration {
  readonly repo: Repo
  /** Where to read; the working tree without one. */
  readonly ref?: string
  readonly providers: readonly Provider[]
  readonly facts: RepoFacts
  /** The id of the one whose migrations are wanted; all of them unless told. The others still decide whose a secret is. */
  readonly provider?: string
}

/** What every stored secret in a repository's workflows can become: read, follow, plan. Changes nothing. */
export async function planMigration(input: PlanMigration): Promise<MigrationPlan> {
  const { repo, ref } = input
  if (ref !== undefined) await repo.bring?.(ref, (path) => path.startsWith(`${FOLDER}/`))
  const paths = (await repo.list(FOLDER, ref)).filter((path) => /\.ya?ml$/.test(path))
  const workflows: { readonly path: string; readonly text: string }[] = []
  for (const path of paths) {
    const text = await repo.file(path, ref)
    if (text !== undefined) workflows.push({ path, text })
  }
  return planMigrations({
    workflows,
    migrations: input.providers.flatMap(({ migrations }) => migrations ?? []),
    ...(input.provider === undefined ? {} : { provider: input.provider }),
    facts: { files: (path) => repo.file(path, ref), paths: () => pathsOf(repo, ref), ...(await wishesOf(repo, ref)), ...input.facts },
  })
}

/** What the policy says of migrations; a malformed one is told elsewhere, and says nothing here. */
async function wishesOf(repo: Repo, ref: string | undefined): Promise<Pick<RepoFacts, 'githubTokens'>> {
  const read = await settings(await repo.file(POLICY_PATH, ref))
  return read.state === 'read' && read.policy.githubTokens !== undefined ? { githubTokens: read.policy.githubTokens } : {}
}

/** All files at a ref, or on disk; those that may name a secret are at hand then. */
async function pathsOf(repo: Repo, ref: string | undefined): Promise<readonly string[]> {
  if (repo.bring !== undefined && ref !== undefined) return repo.bring(ref, tells)
  const paths: string[] = []
  for await (const version of repo.versions({ of: 'tree', ...(ref === undefined ? {} : { ref }) })) if (!('gap' in version)) paths.push(version.path)
  return paths
}
