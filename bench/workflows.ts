// npm run workflows -- [--diff] REPOSITORY …: what becomes of the workflows at HEAD of real repositories, and whether each plan keeps
// what is promised: the same twice, nothing left for a second run, no new complaint of GitHub's own parser.
import { basename, dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { openLocal, planMigration, providers, type LocalRepo, type MigrationPlan } from '../src/index.ts'
import { unifiedDiff } from '../src/migrate/diff.ts'

const NAMES = ['workflows', 'edited', 'rewrite', 'report', 'advice', 'unread', 'broken'] as const
type Counts = Readonly<Record<(typeof NAMES)[number], number>>

const { values, positionals } = parseArgs({ options: { diff: { type: 'boolean', default: false } }, allowPositionals: true })
const all: Counts[] = []
for (const folder of positionals) all.push(await measure(folder))
const total = Object.fromEntries(NAMES.map((name) => [name, all.reduce((sum, counts) => sum + counts[name], 0)]))
process.stdout.write(`${JSON.stringify(total)}\n`)
process.exitCode = total['broken'] === 0 ? 0 : 1

async function measure(folder: string): Promise<Counts> {
  const repo = await openLocal(folder)
  try {
    const started = performance.now()
    const plan = await planOf(repo)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const broken = await brokenPromises(repo, plan)
    const counts = { ...countsOf(plan), workflows: (await repo.list('.github/workflows', 'HEAD')).filter((path) => /\.ya?ml$/.test(path)).length, broken: broken.length }
    process.stdout.write(`${nameOf(folder)}: ${JSON.stringify(counts)} in ${seconds} s\n${broken.map((line) => `  BROKEN ${line}\n`).join('')}`)
    if (values.diff) for (const file of plan.files) process.stdout.write(unifiedDiff(file))
    return counts
  } finally {
    await repo.close()
  }
}

function countsOf({ items, files, problems }: MigrationPlan): Omit<Counts, 'workflows' | 'broken'> {
  const [rewrite, report, advice] = (['rewrite', 'report', 'advice'] as const).map((action) => items.filter((item) => item.action === action).length)
  return { edited: files.length, rewrite: rewrite ?? 0, report: report ?? 0, advice: advice ?? 0, unread: problems.length }
}

async function planOf(repo: LocalRepo): Promise<MigrationPlan> {
  return planMigration({ repo, ref: 'HEAD', providers, facts: { defaultBranch: 'main', ...(await repo.origin()) } })
}

async function brokenPromises(repo: LocalRepo, plan: MigrationPlan): Promise<readonly string[]> {
  const after = new Map(plan.files.map((file) => [file.path, file.after]))
  const again = await planOf(repo)
  const second = await planOf({ ...repo, file: async (path, ref) => after.get(path) ?? repo.file(path, ref) })
  const told = JSON.stringify([plan.items, plan.files]) === JSON.stringify([again.items, again.files]) ? [] : ['planned again, it is another plan']
  const left = second.files.map(({ path }) => `a second run changes ${path}`)
  const refused = plan.files.filter((file) => complaints(file.after) > complaints(file.before)).map(({ path }) => `GitHub's parser has more against ${path}`)
  return [...told, ...left, ...refused]
}

function complaints(content: string): number {
  return parseWorkflow({ name: 'w.yml', content }, new NoOperationTraceWriter()).context.errors.getErrors().length
}

/** Of `…/owner/name` or `…/name/repo.git` what tells most. */
function nameOf(folder: string): string {
  return `${basename(dirname(folder))}/${basename(folder)}`
}
