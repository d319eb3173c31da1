import { codeSpan } from '../../lib/code-span.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

/** What nuget.org is told: learn.microsoft.com/nuget/nuget-org/trusted-publishing */
export interface Policy {
  readonly repositoryOwner: string
  readonly repository: string
  readonly workflowFile: string
  readonly environment?: string
}

/** One policy for each workflow file and environment; it is for all packages of its owner. Only the web page takes it. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const policies = policiesOf(admission, facts)
  const told = policies.map((one) => {
    const environment = one.environment === undefined ? '' : `, environment ${codeSpan(one.environment)}`
    return `repository owner ${codeSpan(one.repositoryOwner)}, repository ${codeSpan(one.repository)}, workflow file ${codeSpan(one.workflowFile)}${environment}`
  })
  return {
    title: 'The trusted publishing policy',
    steps: [
      `On nuget.org's [trusted publishing page](https://www.nuget.org/account/trustedpublishing) add a policy: ${told.join('; and ')}.`,
      `A policy lets the workflow publish all packages of its owner: give it an owner that has no others, and put that profile's name into ${codeSpan(admission.identity)}.`,
      ...(facts.visibility === 'public' ? [] : ['For a private repository the policy is good for seven days at first; the first publish makes it permanent.']),
      ...(policies.some(({ environment }) => environment === undefined) ? [ENVIRONMENT] : []),
    ],
    forms: [{ title: 'What nuget.org compares', language: 'json', text: JSON.stringify(policies, null, 2) }],
  }
}

const ENVIRONMENT = `Without an environment everyone who can push a branch can publish: nuget.org looks at the workflow's file name and not at its branch.
Consider an environment on the job, with reviewers, and name it in the policy too.`.replaceAll('\n', ' ')

function policiesOf({ places }: Admission, facts: RepoFacts): readonly Policy[] {
  const all = places.map(({ job }): Policy => ({
    repositoryOwner: facts.owner ?? 'OWNER',
    repository: facts.name ?? 'REPO',
    workflowFile: job.workflow.path.split('/').at(-1) ?? '',
    ...(job.environment === undefined ? {} : { environment: job.environment }),
  }))
  return all.filter((one, i) => all.findIndex((other) => other.workflowFile === one.workflowFile && other.environment === one.environment) === i)
}

export function retire(): readonly string[] {
  return ['Delete the key on nuget.org\'s [API keys page](https://www.nuget.org/account/apikeys), as whoever made it.']
}
