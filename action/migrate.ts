import { error, info, notice, setFailed, setOutput } from '@actions/core'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { openLocal, planMigration, providers, unifiedDiff, visible, type LocalRepo, type MigrationPlan, type RepoFacts } from '../src/index.ts'
import { changeFiles } from '../src/lib/change-files.ts'
import { defined } from '../src/lib/defined.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { at, textAt } from '../src/lib/json.ts'
import { writeFiles } from '../src/lib/write-files.ts'
import { problemNote } from './annotate.ts'
import { migrationSummary } from './migration-summary.ts'
import type { Setting } from './setting.ts'
import { holdsRepository } from './sources.ts'
import { summarize } from './tell.ts'

/** Writes the migration of the workflows to the working tree and as a patch, with the letter in the job summary. */
export async function migrate(setting: Setting): Promise<void> {
  const repo = await openLocal(setting.workspace)
  try {
    await refuseEmpty(repo)
    const plan = await planMigration({ repo, providers, facts: factsOf(setting) })
    changeFiles(plan.files, repo.top)
    setOutput('patch', writePatch(plan, setting))
    await tell(plan, setting)
  } finally {
    await repo.close()
  }
}

/** Without a checkout there would be nothing to migrate, which sounds as if all were well. */
async function refuseEmpty(repo: LocalRepo): Promise<void> {
  if (holdsRepository(repo) || (repo.kind === 'disk' && (await repo.list('.github/workflows')).length > 0)) return
  throw new MayflyError('usage', 'the workspace holds no repository: put actions/checkout before this step')
}

function factsOf({ server, owner, name, payload }: Setting): RepoFacts {
  const visibility = textAt(payload, 'repository', 'visibility')
  const [id, ownerId] = [at(payload, 'repository', 'id'), at(payload, 'repository', 'owner', 'id')]
  return defined<RepoFacts>({
    server,
    owner,
    name,
    id: typeof id === 'number' ? String(id) : undefined,
    ownerId: typeof ownerId === 'number' ? String(ownerId) : undefined,
    visibility: visibility === 'public' || visibility === 'private' || visibility === 'internal' ? visibility : undefined,
    defaultBranch: textAt(payload, 'repository', 'default_branch'),
    subClaimPrefix: undefined,
    defaultPermissions: undefined,
    variables: undefined,
    environments: undefined,
    files: undefined,
  })
}

function writePatch({ files }: MigrationPlan, { patch, workspace }: Setting): string {
  if (files.length === 0 || patch === '') return ''
  const path = resolve(workspace, patch)
  mkdirSync(dirname(path), { recursive: true })
  writeFiles([{ path, text: files.map(unifiedDiff).join('') }])
  return patch
}

// What GitHub shows of one step, less the sentence that may fail it.
const MOST_NOTES = 9

async function tell(plan: MigrationPlan, { patch }: Setting): Promise<void> {
  const kept = plan.items.filter(({ action }) => action !== 'rewrite')
  for (const { path, line, secret, reason } of kept.slice(0, MOST_NOTES)) {
    notice(visible(`${secret} stays: ${reason}`), { title: 'Not migrated', file: path, startLine: line })
  }
  for (const { message, place } of plan.problems.slice(0, MOST_NOTES).map(problemNote)) error(message, place)
  for (const { path } of plan.files) info(visible(`changed ${path}`))
  if (plan.files.length === 0) info('Nothing to migrate')
  await summarize(migrationSummary(plan, patch))
  const [first] = plan.problems
  if (first !== undefined) setFailed(`Not every workflow could be read: ${visible(first.source)}:${first.line}:${first.column}`)
}
