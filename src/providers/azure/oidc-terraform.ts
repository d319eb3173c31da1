import { codeSpan } from '../../lib/code-span.ts'
import { hiddenReader } from '../../recipes/hidden-readers.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import type { Flow, Job, Owner, Step } from '../../workflow.ts'
import { knownGrant, type Made } from './oidc-made.ts'

/** Terraform's providers for Azure and Pulumi's ask for a token themselves. registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/service_principal_oidc */
export function terraformChanges(flow: Flow): Made {
  const { to } = flow
  if (to.kind !== 'variable') return { trouble: 'Where the secret goes is not understood.' }
  const { owner, name } = to
  if (to.mentions.length > 0) return { trouble: `${codeSpan(name)} is also passed on by name, where the secret itself may be needed.` }
  const places = jobsOf(owner).map((job) => ({ job, steps: (owner.level === 'step' ? [owner] : job.steps).filter(runsTool) })).filter(({ steps }) => steps.length > 0)
  if (places.length === 0) return { trouble: `No step was found that runs Terraform or Pulumi with ${codeSpan(name)}; what reads it is not known.` }
  const inside = places.flatMap(({ steps }) => steps).find(({ uses }) => uses !== undefined && !/^(?:pulumi\/actions$|hashicorp\/)/.test(uses.name))
  if (inside !== undefined) return { trouble: `${codeSpan(inside.uses?.name ?? '')} runs Terraform in a container of its own, which may not hand the job's OIDC token on.` }
  const hidden = hiddenReader(owner, { name, known: runsTool })
  if (hidden !== undefined) return { trouble: hidden }
  const client = clientOf(owner, places.map(({ job }) => job))
  if (client === undefined) return { trouble: '`ARM_CLIENT_ID` is not told beside the secret; which application logs in is not known.' }
  return {
    changes: [
      { change: 'remove-variable', owner, name },
      { change: 'set-variable', owner, name: 'ARM_USE_OIDC', value: 'true' },
      ...places.map(({ job }) => needsToken(job)),
    ],
    grants: [knownGrant(client, places.map(({ job, steps }) => placeOf(job, steps.length === 1 ? steps[0]?.if : undefined)))],
    assumed: ['`ARM_USE_OIDC` is known to azurerm from version 3.7 on and to its state backend from Terraform 1.3 on; older ones must be raised first.'],
  }
}

function jobsOf(owner: Owner): readonly Job[] {
  if (owner.level === 'workflow') return owner.jobs
  return [owner.level === 'job' ? owner : owner.job]
}

function runsTool(step: Step): boolean {
  if (step.uses !== undefined) return /^pulumi\/actions$|terraform-|terragrunt-action|tofu-/.test(step.uses.name) && !step.uses.name.startsWith('hashicorp/setup-')
  return step.commands.some(({ words, text }) => /^(?:terraform|tofu|terragrunt|pulumi)$/.test(words[0] ?? '') || /(?:\$\(|`)\s{0,9}(?:terraform|tofu|terragrunt|pulumi)\s/.test(text))
}

/** The application, told on the secret's level or inside of it. */
function clientOf(owner: Owner, jobs: readonly Job[]): string | undefined {
  const outer = owner.level === 'workflow' ? [owner] : owner.level === 'job' ? [owner, owner.workflow] : [owner, owner.job, owner.job.workflow]
  const inner: readonly Owner[] = jobs.flatMap((job) => [job, ...job.steps])
  return [...outer, ...inner].flatMap(({ env }) => env.find(({ name }) => name === 'ARM_CLIENT_ID')?.value ?? [])[0]
}
