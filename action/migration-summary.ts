import { fit, letter, visible, type MigrationPlan } from '../src/index.ts'

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const MOST_BYTES = 1024 * 1024

/** What a migration comes to, as the summary of a job: Markdown of at most 1 MiB. */
export function migrationSummary(plan: MigrationPlan, patch: string): string {
  const paragraphs = [
    `## Mayfly: ${plan.files.length === 0 ? 'nothing to migrate' : 'static secrets that can go'}`,
    ...(plan.files.length === 0 ? [] : [howToPush(patch)]),
    ...plan.proposals.map((proposal) => `### ${proposal.title}\n\n${letter(proposal.letter).trimEnd()}`),
    ...kept(plan),
    ...unread(plan),
  ]
  return fit(paragraphs, { bytes: MOST_BYTES, left: (count) => `${count} paragraphs more than a summary can hold.` })
}

// What it may be given: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
function howToPush(patch: string): string {
  const where = patch === '' ? 'The working tree holds the changes' : `The working tree and \`${patch}\` (for \`git apply\`) hold the changes`
  return `${where}. \`GITHUB_TOKEN\` cannot push changes of workflow files: push them yourself, or with a token of an App that may write workflows.`
}

function kept({ items }: MigrationPlan): readonly string[] {
  const rows = items.filter(({ action }) => action !== 'rewrite')
    .map(({ path, line, secret, reason }) => `- \`${plain(secret)}\` in \`${plain(path)}\` line ${line}: ${visible(reason)}`)
  return rows.length === 0 ? [] : [`### What stays\n\n${rows.join('\n')}`]
}

function unread({ problems }: MigrationPlan): readonly string[] {
  const rows = problems.map(({ source, line, column, message }) => `- \`${plain(source)}\` line ${line}, column ${column}: \`${plain(message)}\``)
  return rows.length === 0 ? [] : [`### What could not be read\n\n${rows.join('\n')}`]
}

function plain(text: string): string {
  return visible(text).replaceAll('`', "'")
}
