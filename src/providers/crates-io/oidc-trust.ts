import { codeSpan } from '../../lib/code-span.ts'
import { callingFiles } from '../../recipes/exchange.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

/** The crate at the repository's root. */
export async function crateOf(facts: RepoFacts): Promise<string> {
  const text = (await facts.files?.('Cargo.toml')) ?? ''
  const table = /^\[package\]\s{0,9}\n([\s\S]{0,3000})/m.exec(text)?.[1]?.split(/^\[/m)[0] ?? ''
  return /^name\s{0,9}=\s{0,9}"([\w-]{1,64})"/m.exec(table)?.[1] ?? 'CRATE'
}

/** What crates.io is told: crates.io/docs/trusted-publishing. It looks at the calling workflow's file and the owner's id. */
export interface Config {
  readonly crate: string
  readonly repository_owner: string
  readonly repository_name: string
  readonly workflow_filename: string
  readonly environment: string | null
}

/** One configuration for each workflow file and environment, of every crate. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const configs = configsOf(admission, facts)
  const known = admission.identity !== 'CRATE'
  const page = known ? `https://crates.io/crates/${admission.identity}/settings` : 'https://crates.io/dashboard'
  const told = configs.map((one) => `repository ${codeSpan(`${one.repository_owner}/${one.repository_name}`)}, workflow ${codeSpan(one.workflow_filename)}${one.environment === null ? '' : `, environment ${codeSpan(one.environment)}`}`)
  return {
    title: `The trusted publisher of ${known ? codeSpan(admission.identity) : 'the crate'}`,
    steps: [
      `In the crate's [settings](${page}) add GitHub Actions as a trusted publisher: ${told.join('; and ')}. Each crate of a workspace needs this.`,
      ...(configs.some(({ environment }) => environment === null) ? [ENVIRONMENT] : []),
      'When it works, let the crate require trusted publishing: tokens cannot publish it then.',
    ],
    forms: [
      { title: 'crates.io API', language: 'sh', text: configs.map(command).join('\n') },
      { title: 'The configuration alone', language: 'json', text: JSON.stringify(configs, null, 2) },
    ],
  }
}

const ENVIRONMENT = `Without an environment everyone who can push a branch can publish: crates.io looks at the workflow's file name and not at its branch.
Consider an environment on the job, with reviewers, and name it in the configuration too.`.replaceAll('\n', ' ')

function configsOf({ identity, places }: Admission, facts: RepoFacts): readonly Config[] {
  const all = places.flatMap(({ job }) => callingFiles(job).map((file): Config => ({
    crate: identity,
    repository_owner: facts.owner ?? 'OWNER',
    repository_name: facts.name ?? 'REPO',
    workflow_filename: file,
    environment: job.environment ?? null,
  })))
  return all.filter((one, i) => all.findIndex((other) => other.workflow_filename === one.workflow_filename && other.environment === one.environment) === i)
}

function command(config: Config): string {
  return `curl -X POST https://crates.io/api/v1/trusted_publishing/github_configs -H "Authorization: $TOKEN" -H 'Content-Type: application/json' -d '${JSON.stringify({ github_config: config }).replaceAll("'", String.raw`'\''`)}'`
}

export function retire(): readonly string[] {
  return ['Whoever made the token revokes it in their [API tokens](https://crates.io/settings/tokens).']
}
