import { codeSpan } from '../../lib/code-span.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

/** The gem that the repository's gemspec names, where it is called like the repository. */
export async function gemOf(facts: RepoFacts): Promise<string> {
  if (facts.name === undefined) return 'GEM'
  const text = (await facts.files?.(`${facts.name}.gemspec`)) ?? ''
  return /\.name\s{0,9}=\s{0,9}["']([\w.-]{1,100})["']/.exec(text)?.[1] ?? 'GEM'
}

/** What RubyGems.org is told: guides.rubygems.org/trusted-publishing/adding-a-publisher */
export interface Publisher {
  readonly repository_owner: string
  readonly repository_name: string
  readonly workflow_filename: string
  readonly environment?: string
}

/** One publisher for each workflow file and environment, of every gem. Only the web page takes it. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const known = admission.identity !== 'GEM'
  const publishers = publishersOf(admission, facts)
  const page = known ? `https://rubygems.org/gems/${admission.identity}/trusted_publishers` : 'https://rubygems.org/dashboard'
  const told = publishers.map((one) => {
    const environment = one.environment === undefined ? '' : `, environment ${codeSpan(one.environment)}`
    return `repository ${codeSpan(`${one.repository_owner}/${one.repository_name}`)}, workflow ${codeSpan(one.workflow_filename)}${environment}`
  })
  return {
    title: `The trusted publisher of ${known ? codeSpan(admission.identity) : 'the gem'}`,
    steps: [
      `On the gem's [trusted publishers page](${page}) create one of GitHub Actions: ${told.join('; and ')}. Each gem that the job pushes needs this.`,
      'A gem that does not exist yet gets a [pending one](https://rubygems.org/profile/oidc/pending_trusted_publishers).',
      ...(publishers.some(({ environment }) => environment === undefined) ? [ENVIRONMENT] : []),
    ],
    forms: [{ title: 'What RubyGems.org compares', language: 'json', text: JSON.stringify(publishers, null, 2) }],
  }
}

const ENVIRONMENT = `Without an environment everyone who can push a branch can publish: RubyGems.org looks at the workflow's file name and not at its branch.
Consider an environment on the job, with reviewers, and name it in the publisher too.`.replaceAll('\n', ' ')

function publishersOf({ places }: Admission, facts: RepoFacts): readonly Publisher[] {
  const all = places.map(({ job }): Publisher => ({
    repository_owner: facts.owner ?? 'OWNER',
    repository_name: facts.name ?? 'REPO',
    workflow_filename: job.workflow.path.split('/').at(-1) ?? '',
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  }))
  return all.filter((one, i) => all.findIndex((other) => other.workflow_filename === one.workflow_filename && other.environment === one.environment) === i)
}

export function retire(): readonly string[] {
  return ['Whoever made the key deletes it on their [API keys page](https://rubygems.org/profile/api_keys).']
}
