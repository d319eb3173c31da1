import { codeSpan } from '../../lib/code-span.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import type { Change, Step, Use } from '../../workflow.ts'
import { cliLogins } from './oidc-cli.ts'
import { knownGrant, LOGIN, loginAs, more, newGrant, newIds, subscription, type Made } from './oidc-made.ts'
import { registryLogins } from './oidc-registry.ts'
import { terraformChanges } from './oidc-terraform.ts'
import { inputOf } from './oidc-uses.ts'

/** The changes that take one secret out of a file; `base` names new variables where the file does not tell the application. */
export function loginChanges(uses: readonly Use[], base: string): Made {
  const made = [
    ...stepsOf(uses, 'login').map((step) => switched(step, base)),
    ...stepsOf(uses, 'signing').map(signing),
    ...registryLogins(stepsOf(uses, 'registry'), base),
    ...uses.filter(({ as }) => as === 'terraform').map(({ flow }) => terraformChanges(flow)),
    ...cliLogins(uses.filter(({ as }) => as === 'cli').map(({ flow }) => flow)),
  ]
  const trouble = made.find((one) => 'trouble' in one)
  if (trouble !== undefined) return trouble
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  return { changes: ready.flatMap((one) => one.changes), grants: ready.flatMap((one) => one.grants), assumed: [...new Set(ready.flatMap((one) => one.assumed))] }
}

function stepsOf(uses: readonly Use[], wanted: string): readonly Step[] {
  return [...new Set(uses.flatMap(({ as, flow }) => (as === wanted && flow.step !== undefined ? [flow.step] : [])))]
}

/** `creds` is ignored as soon as one of the three ids is given: README of azure/login, "creds". */
function switched(step: Step, base: string): Made {
  const cloud = inputOf(step, 'environment')
  if (!/^(?:azurecloud)?$/i.test(cloud)) return { trouble: `The cloud ${codeSpan(cloud)} takes OIDC tokens of another audience: give the login \`audience\` and the federated credential the same.` }
  const creds = inputOf(step, 'creds')
  const parts = creds.trimStart().startsWith('{') ? partsOf(creds) : undefined
  if (parts !== undefined && (parts.client === undefined || parts.tenant === undefined)) return { trouble: 'The parts of `creds` are not understood.' }
  const bare = inputOf(step, 'allow-no-subscriptions') === 'true'
  const ids = parts === undefined ? newIds(base, bare) : { 'client-id': parts.client ?? '', 'tenant-id': parts.tenant ?? '', ...subscription(parts.subscription, bare) }
  return {
    changes: [
      { change: 'remove-input', step, name: 'creds' },
      ...Object.entries(ids).map(([name, value]) => ({ change: 'set-input', step, name, value } as const)),
      ...raised(step),
      needsToken(step.job),
    ],
    grants: [parts === undefined ? newGrant(base, { bare, places: [placeOf(step.job, step.if)] }) : knownGrant(parts.client ?? '', [placeOf(step.job, step.if)])],
    assumed: [],
  }
}

interface Parts {
  readonly client: string | undefined
  readonly tenant: string | undefined
  readonly subscription: string | undefined
}

/** The ids in the JSON text as they are written, expressions and all. */
function partsOf(json: string): Parts {
  const [client, tenant, id] = ['clientId', 'tenantId', 'subscriptionId'].map((key) => new RegExp(`"${key}"\\s{0,9}:\\s{0,9}"([^"]{1,300})"`, 'i').exec(json)?.[1])
  return { client, tenant, subscription: id }
}

/** Version 1 is past its end of life; a commit without a version may be older than the login by OIDC. */
function raised(step: Step): readonly Change[] {
  const old = (step.uses?.version[0] ?? (/^[0-9a-f]{40}$/.test(step.uses?.ref ?? '') ? 0 : 2)) < 2
  return old ? [{ change: 'use-action', step, action: LOGIN }] : []
}

/** The signing action finds the login where it is given no secret: docs/OIDC.md of Azure/artifact-signing-action. */
function signing(step: Step): Made {
  const [client, tenant] = ['azure-client-id', 'azure-tenant-id'].map((name) => inputOf(step, name))
  if (!client || !tenant) return { trouble: `${codeSpan(step.uses?.name ?? '')} is given the secret without the ids that belong to it.` }
  const gone = ['azure-tenant-id', 'azure-client-id', 'azure-client-secret'].map((name) => ({ change: 'remove-input', step, name } as const))
  return more(loginAs([step], { client, tenant }), gone)
}
