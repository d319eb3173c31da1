import { letter, openLocal, planMigration, providers, toMigrationJson, type LocalRepo, type MigrationPlan } from '../index.ts'
import { changeFiles } from '../lib/change-files.ts'
import type { Args, Command } from './command.ts'
import { toDiff, toTable } from './plan-text.ts'
import { atMostOne, wrong } from './read-args.ts'
import { colourful, print, say, standardOutput } from './terminal.ts'

const MIGRATING = providers.filter(({ migrations = [] }) => migrations.length > 0)

const help: Omit<Command, 'run'> = {
  name: 'migrate',
  takes: '[PATH]',
  positionals: 1,
  says: 'rewrites workflows from stored secrets to credentials that live for minutes',
  about: [
    'PATH is a folder of the repository, the current one unless told. Looked at are the workflows in .github/workflows as they lie on disk. Nothing is asked of the network.',
    'Without options it changes nothing: it prints what becomes of each stored secret as a table, and below what would change as a diff.',
  ],
  options: {
    provider: { takes: 'ID', choices: MIGRATING.map(({ id }) => id), says: 'looks at the secrets of one provider only: aws, google, npm … (docs/providers.md names all)' },
    diff: { says: 'prints the diff alone, as git apply takes it' },
    write: { says: 'changes the files, and prints what to set up before you push them' },
    json: { says: 'prints the plan as JSON' },
    'no-color': { says: 'no colours (as NO_COLOR=1; FORCE_COLOR=1 forces them)' },
  },
  examples: [
    { line: 'mayfly migrate', says: 'shows what becomes of each stored secret, and what would change' },
    { line: 'mayfly migrate --diff | git apply', says: 'changes it' },
    { line: 'mayfly migrate --provider aws --write > SETUP.md', says: 'changes it for AWS alone, and keeps the letter that says what to set up' },
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
    const plan = await planMigration({ repo, providers, facts: { ...(await repo.origin()) }, ...only(args) })
    await tell(plan, { repo, switches: args.switches })
    return plan.problems.length === 0 ? 0 : 3
  } finally {
    await repo.close()
  }
}

function only({ values }: Args): { readonly provider?: string } {
  return values['provider'] === undefined ? {} : { provider: values['provider'] }
}

interface Telling {
  readonly repo: LocalRepo
  readonly switches: Args['switches']
}

async function tell(plan: MigrationPlan, { repo, switches }: Telling): Promise<void> {
  if (switches.has('write')) changeFiles(plan.files, repo.top)
  await print(textOf(plan, switches))
  for (const { source, line, column, message } of plan.problems) await say(`${source}:${line}:${column}: ${message}`)
  if (switches.has('write') || switches.has('diff')) {
    for (const item of plan.items.filter(({ action }) => action !== 'rewrite')) await say(`${item.path}:${item.line}: ${item.secret} stays: ${item.reason}`)
  }
  if (!switches.has('json')) await say(`mayfly: ${switches.has('write') ? ended(plan, 'changed') : ended(plan, 'would change')}`)
}

function ended({ looked, files }: MigrationPlan, does: string): string {
  if (files.length > 0) return `${does} ${files.map(({ path }) => path).join(', ')}`
  return looked === 0 ? 'no workflow in .github/workflows here' : `nothing to change in ${looked} workflow${looked === 1 ? '' : 's'}`
}

function textOf(plan: MigrationPlan, switches: Args['switches']): string {
  const color = { color: !switches.has('no-color') && colourful(standardOutput, process.env) }
  if (switches.has('json')) return toMigrationJson(plan)
  if (switches.has('write')) return lettersOf(plan)
  return switches.has('diff') ? toDiff(plan, { color: false }) : toTable(plan, color) + toDiff(plan, color)
}

function lettersOf({ proposals }: MigrationPlan): string {
  return proposals.map((proposal) => `# ${proposal.title}\n\n${letter(proposal.letter)}`).join('\n')
}
