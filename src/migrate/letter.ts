import type { RepoFacts, Trust } from '../workflow.ts'
import type { LetterInput, Needed } from './proposals.ts'

/** The text of a migration pull request: Markdown that a maintainer can act on without asking back. */
export function letter(input: LetterInput): string {
  return [changes(input), setup(input), check(input), after(input), kept(input), assumed(input)].filter((part) => part !== '').join('\n\n') + '\n'
}

function changes(input: LetterInput): string {
  const rows = input.rewritten.map(({ path, jobs, reason }) => `- \`${path}\`${jobs.length === 0 ? '' : ` (${jobs.map((job) => `\`${job}\``).join(', ')})`}: ${reason}`)
  return `${input.title}.\n\n## What changes\n\n${[...new Set(rows)].join('\n')}`
}

function setup(input: LetterInput): string {
  if (input.variables.length === 0 && input.trust.length === 0) return '## What to set up first\n\nNothing: this can be merged as it is.'
  const variables = input.variables.map((needed) => variableLine(needed, input.facts))
  return ['## What to set up first', 'Until this is done the changed jobs cannot log in, so do it before you merge.', ...input.trust.map(trustText), ...(variables.length === 0 ? [] : [variables.join('\n')])].join('\n\n')
}

function trustText(trust: Trust): string {
  const forms = trust.forms.map(({ title, language, text }) => `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${text}\n\`\`\`\n\n</details>`)
  return [`### ${trust.title}`, trust.steps.map((step, i) => `${i + 1}. ${step}`).join('\n'), ...forms].join('\n\n')
}

function variableLine(needed: Needed, facts: RepoFacts): string {
  const places = needed.environments.map((name) => `of the environment \`${name}\``)
  const page = needed.environments.length === 0 ? link('settings/variables/actions', facts) : link('settings/environments', facts)
  const box = needed.state === 'there' ? '[x]' : '[ ]'
  const where = places.length === 0 ? 'of the repository' : `${places.join(', ')} (or of the repository)`
  const command = `gh variable set ${needed.name} --body VALUE${needed.environments.length === 1 ? ` --env '${needed.environments[0]}'` : ''}`
  return `- ${box} Variable \`${needed.name}\` ${where}: ${needed.holds}. [Settings](${page}), or \`${command}\``
}

function check(input: LetterInput): string {
  const paths = [...new Set(input.rewritten.map(({ path }) => path))]
  const runs = paths.map((path) => `- [\`${path}\`](${link(`actions/workflows/${path.split('/').at(-1)}`, input.facts)})`)
  return `## How to check\n\nMerge (or run the branch by hand where the workflow allows it), then look whether each login and each step behind it went through:\n\n${runs.join('\n')}`
}

function after(input: LetterInput): string {
  const secrets = input.secrets.map((name) => `\`${name}\``).join(', ')
  const stored = `Delete the stored ${input.secrets.length === 1 ? 'secret' : 'secrets'} ${secrets} under [Settings → Secrets](${link('settings/secrets/actions', input.facts)}), with \`gh secret delete NAME\`, also in the organization and in environments if it is stored there.`
  return `## What to delete after the first green run\n\n${[...input.retire, stored].map((line, i) => `${i + 1}. ${line}`).join('\n')}`
}

function kept(input: LetterInput): string {
  if (input.kept.length === 0) return ''
  return `## Still in use\n\nDo not delete these before they are replaced too:\n\n${input.kept.map((line) => `- ${line}`).join('\n')}`
}

function assumed(input: LetterInput): string {
  return input.assumed.length === 0 ? '' : `## What was assumed\n\n${input.assumed.map((line) => `- ${line}`).join('\n')}`
}

function link(page: string, facts: RepoFacts): string {
  return `${facts.server ?? 'https://github.com'}/${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}/${page}`
}
