import { codeSpan } from '../../lib/code-span.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const ON_TEST = ' on TestPyPI'

/** The project that the repository publishes, as its pyproject.toml names it. */
export async function projectOf(facts: RepoFacts): Promise<string> {
  const text = (await facts.files?.('pyproject.toml')) ?? ''
  const table = /^\[project\]\s{0,9}$([\s\S]{0,5000}?)(?=^\[|$(?![\s\S]))/m.exec(text)?.[1] ?? ''
  return /^name\s{0,9}=\s{0,9}["']([\w.-]{1,100})["']/m.exec(table)?.[1] ?? 'PROJECT'
}

/** What PyPI is told, and compares with the token's claims: docs.pypi.org/trusted-publishers/adding-a-publisher */
export interface Publisher {
  readonly owner: string
  readonly repository: string
  readonly workflow: string
  readonly environment?: string
}

/** One publisher for each workflow file and environment. There is no API for it: a person adds it on PyPI's pages. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const project = admission.identity.replace(ON_TEST, '')
  const host = admission.identity.endsWith(ON_TEST) ? 'test.pypi.org' : 'pypi.org'
  const known = project !== 'PROJECT'
  const page = known ? `https://${host}/manage/project/${project.toLowerCase().replaceAll(/[-_.]{1,9}/g, '-')}/settings/publishing/` : `https://${host}/manage/projects/`
  const publishers = publishersOf(admission, facts)
  const told = publishers.map((one) => {
    const environment = one.environment === undefined ? '' : `, environment ${codeSpan(one.environment)}`
    return `owner ${codeSpan(one.owner)}, repository ${codeSpan(one.repository)}, workflow ${codeSpan(one.workflow)}${environment}`
  })
  return {
    title: `The trusted publisher of ${known ? codeSpan(admission.identity) : `the project${admission.identity.replace('PROJECT', '')}`}`,
    steps: [
      `On the project's [publishing page](${page}) add GitHub as a publisher: ${told.join('; and ')}. Each project that the job uploads needs this.`,
      `A project that does not exist yet gets a [pending publisher](https://${host}/manage/account/publishing/).`,
      ...(publishers.some(({ environment }) => environment === undefined) ? [ENVIRONMENT] : []),
    ],
    forms: [{ title: 'What PyPI compares', language: 'json', text: JSON.stringify(publishers, null, 2) }],
  }
}

const ENVIRONMENT = `Without an environment everyone who can push a branch can publish: PyPI looks at the workflow's file name and not at its branch.
Consider \`environment: pypi\` on the job, with reviewers, and name it in the publisher too.`.replaceAll('\n', ' ')

function publishersOf({ places }: Admission, facts: RepoFacts): readonly Publisher[] {
  const all = places.map(({ job }): Publisher => ({
    owner: facts.owner ?? 'OWNER',
    repository: facts.name ?? 'REPO',
    workflow: job.workflow.path.split('/').at(-1) ?? '',
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  }))
  return all.filter((one, i) => all.findIndex((other) => other.workflow === one.workflow && other.environment === one.environment) === i)
}

export function retire(): readonly string[] {
  return [
    'Delete the API token in the [account settings](https://pypi.org/manage/account/#api-tokens) of whoever made it (TestPyPI has [its own](https://test.pypi.org/manage/account/#api-tokens)).',
    'Look at the project\'s security history for other tokens that still upload.',
  ]
}
