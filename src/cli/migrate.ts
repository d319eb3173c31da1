import { letter, openLocal, planMigration, providers, toMigrationJson, unifiedDiff, type LocalRepo, type MigrationPlan } from '../index.ts'
import { changeFiles } from '../lib/change-files.ts'
import type { Args, Command } from './command.ts'
import { atMostOne, wrong } from './read-args.ts'
import { print, say } from './terminal.ts'

const help: Omit<Command, 'run'> = {
  name: 'migrate',
  takes: '[PATH]',
  positionals: 1,
  says: 'rewrites workflows from stored secrets to credentials that live for minutes',
  about: [
    'PATH is a folder of the repository, the current one unless told. Looked at are the workflows in .github/workflows as they lie on disk.',
    'Without options it changes nothing and prints a diff that git apply takes; what it cannot rewrite, and why, goes to standard error.',
  ],
  options: {
    diff: { says: 'prints what would change; this is the default' },
    write: { says: 'changes the files, and prints what to set up before you push them' },
    json: { says: 'prints the plan as JSON' },
  },
  examples: [
    { line: 'mayfly migrate', says: 'shows what would change' },
    { line: 'mayfly migrate --write > SETUP.md', says: 'changes it, and keeps the letter that says what to set up' },
  ],
  exits: [
    { code: 0, says: 'all workflows were read' },
    { code: 2, says: 'wrong use' },
    { code: 3, says: 'a workflow could not be read, or a file not be written' },
  ],
}

export const migrate: Command = { ...help, run }

async function run(args: Args): Promise<number> {
  atMostOne(['diff', 'write', 'json'], { args, command: help })
  const repo = await openLocal(args.positionals[0] ?? '.')
  try {
    if (args.switches.has('write') && repo.kind === 'bare') throw wrong('a bare repository has no files to write', help)
    const plan = await planMigration({ repo, providers, facts: { ...(await repo.origin()) } })
    await tell(plan, { repo, switches: args.switches })
    return plan.problems.length === 0 ? 0 : 3
  } finally {
    await repo.close()
  }
}

interface Telling {
  readonly repo: LocalRepo
  readonly switches: Args['switches']
}

async function tell(plan: MigrationPlan, { repo, switches }: Telling): Promise<void> {
  if (switches.has('json')) return print(toMigrationJson(plan))
  if (switches.has('write')) changeFiles(plan.files, repo.top)
  await print(switches.has('write') ? lettersOf(plan) : plan.files.map(unifiedDiff).join(''))
  for (const { source, line, column, message } of plan.problems) await say(`${source}:${line}:${column}: ${message}`)
  for (const item of plan.items.filter(({ action }) => action !== 'rewrite')) await say(`${item.path}:${item.line}: ${item.secret} stays: ${item.reason}`)
  const changed = plan.files.map(({ path }) => path).join(', ')
  await say(changed === '' ? 'mayfly: nothing to change' : `mayfly: ${switches.has('write') ? 'changed' : 'would change'} ${changed}`)
}

function lettersOf({ proposals }: MigrationPlan): string {
  return proposals.map((proposal) => `# ${proposal.title}\n\n${letter(proposal.letter)}`).join('\n')
}
