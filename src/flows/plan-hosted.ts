import type { MigrationPlan } from '../migrate/plan.ts'
import type { RepoFacts } from '../workflow.ts'
import type { AppContext } from './app-context.ts'
import { planMigration } from './plan-migration.ts'

/** What can be migrated at a commit of a hosted repository, with all that its host tells about it. */
export async function planHosted(context: AppContext, ref: string): Promise<MigrationPlan> {
  const repo = await context.hosted.snapshot(ref)
  try {
    return await planMigration({ repo, ref, providers: context.providers, facts: await factsOf(context) })
  } finally {
    await repo.close()
  }
}

async function factsOf({ hosted }: AppContext): Promise<RepoFacts> {
  const about = await hosted.about()
  return {
    ...(await hosted.facts()),
    server: about.server,
    owner: about.owner,
    name: about.name,
    id: String(hosted.id),
    ownerId: String(about.ownerId),
    visibility: about.private ? 'private' : 'public',
    defaultBranch: about.defaultBranch,
  }
}
