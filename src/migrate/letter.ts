import { codeSpan } from '../lib/code-span.ts'
import { shellWord } from '../lib/shell-word.ts'
import type { RepoFacts, Trust } from '../workflow.ts'
import type { LetterInput, Needed } from './proposals.ts'

/** The text of a migration pull request: Markdown that a maintainer can act on without asking back. */
export function letter(input: LetterInput): string {
  const parts = [changes(input), setup(input), check(input), after(input), kept(input), named(input), assumed(input)]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function changes({ title, rewritten }: LetterInput): string {
  const rows = rewritten.map(({ path, jobs, reason }) => {
    const where = jobs.length === 0 ? '' : ` (${jobs.map((job) => codeSpan(job)).join(', ')})`
    return `- ${codeSpan(path)}${where}: ${reason}`
  })
  return `${title}.\n\n## What changes\n\n${[...new Set(rows)].join('\n')}`
}

function setup({ variables, trust, unseen, confirm, facts }: LetterInput): string {
  if (variables.length === 0 && trust.length === 0 && unseen.length === 0 && confirm.length === 0) return '## What to set up first\n\nNothing.'
  const first = 'Until this is done the changed jobs cannot log in, so do it before you merge.'
  const ticked = unseen.map((title) => `- [ ] ${title}: is set up as said above. Mayfly cannot see that, so tick it here once it is.`)
  const looked = confirm.map((what) => `- [ ] ${what}. Tick it here once you have looked.`)
  const lines = [...variables.map((needed) => variableLine(needed, facts)), ...ticked, ...looked].join('\n')
  return ['## What to set up first', first, ...trust.map(trustText), lines].filter((part) => part !== '').join('\n\n')
}

function trustText({ title, steps, forms }: Trust): string {
  const listed = steps.map((step, i) => `${i + 1}. ${step}`).join('\n')
  const folded = forms.map((form) => `<details><summary>${form.title}</summary>\n\n\`\`\`${form.language}\n${form.text}\n\`\`\`\n\n</details>`)
  return [`### ${title}`, listed, ...folded].join('\n\n')
}

function variableLine({ name, holds, environments, state }: Needed, facts: RepoFacts): string {
  const everywhere = environments.length === 0
  const page = link(everywhere ? 'settings/variables/actions' : 'settings/environments', facts)
  const where = everywhere ? 'of the repository' : `${environments.map((one) => `of the environment ${codeSpan(one)}`).join(', ')} (or of the repository)`
  const command = `gh variable set ${name} --body VALUE${environments.length === 1 ? ` --env ${shellWord(environments[0] ?? '')}` : ''}`
  return `- [${state === 'there' ? 'x' : ' '}] Variable ${codeSpan(name)} ${where}: ${holds}. [Settings](${page}), or ${codeSpan(command)}`
}

function check({ rewritten, facts }: LetterInput): string {
  const paths = [...new Set(rewritten.map(({ path }) => path))]
  const runs = paths.map((path) => `- [${codeSpan(path)}](${link(`actions/workflows/${encodeURIComponent(path.split('/').at(-1) ?? '')}`, facts)})`)
  const how = 'Merge (or run the branch by hand where the workflow allows it), then look whether each login and each step behind it went through:'
  return `## How to check\n\n${how}\n\n${runs.join('\n')}`
}

function after({ secrets, environments, retire, facts }: LetterInput): string {
  const names = secrets.map((name) => codeSpan(name)).join(', ')
  const page = link('settings/secrets/actions', facts)
  const stored = `Delete ${names} under [Settings → Secrets](${page}) or with \`gh secret delete NAME\`, ${[...storedIn(environments, facts), SHARED].join(', ')}.`
  return `## What to delete after the first green run\n\n${[...retire, stored].map((line, i) => `${i + 1}. ${line}`).join('\n')}`
}

const SHARED = 'and in the organization where it stores them and no other repository reads them'

function storedIn(environments: readonly string[], facts: RepoFacts): readonly string[] {
  const known = environments.filter((name) => !name.includes('${{'))
  if (known.length === 0) return ['in environments where stored there']
  const flags = known.map((name) => codeSpan(`--env ${shellWord(name)}`)).join(', ')
  return [`in the [environment${known.length === 1 ? '' : 's'}](${link('settings/environments', facts)}) ${known.map((name) => codeSpan(name)).join(', ')} (${flags})`]
}

function kept(input: LetterInput): string {
  if (input.kept.length === 0) return ''
  return `## Still in use\n\nDo not delete these before they are replaced too:\n\n${input.kept.map((line) => `- ${line}`).join('\n')}`
}

function named(input: LetterInput): string {
  if (input.named.length === 0) return ''
  const lines = input.named.map(({ secret, path, line }) => `- ${codeSpan(secret)} in ${codeSpan(path)} line ${line}`)
  return `## Named outside the workflows\n\nLook whether these need the stored secret too; nothing here changes them:\n\n${lines.join('\n')}`
}

function assumed(input: LetterInput): string {
  return input.assumed.length === 0 ? '' : `## What was assumed\n\n${input.assumed.map((line) => `- ${line}`).join('\n')}`
}

function link(page: string, facts: RepoFacts): string {
  return `${facts.server ?? 'https://github.com'}/${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}/${page}`
}
