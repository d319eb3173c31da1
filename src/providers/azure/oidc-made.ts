import { insertLogin, type Trouble } from '../../recipes/login.ts'
import type { Admitted, Change, Grant, Step } from '../../workflow.ts'

export const LOGIN = 'azure/login'

export interface Login {
  readonly changes: readonly Change[]
  readonly grants: readonly Grant[]
  readonly assumed: readonly string[]
}

export type Made = Login | Trouble

/** The input for a subscription; the login wants to be told where there is none. */
export function subscription(id: string | undefined, bare: boolean): Readonly<Record<string, string>> {
  if (id !== undefined) return { 'subscription-id': id }
  return bare ? {} : { 'allow-no-subscriptions': 'true' }
}

/** The ids of an application that the file does not tell, from variables. */
export function newIds(base: string, bare: boolean): Readonly<Record<string, string>> {
  return {
    'client-id': `\${{ vars.${base}_CLIENT_ID }}`,
    'tenant-id': `\${{ vars.${base}_TENANT_ID }}`,
    ...(bare ? {} : { 'subscription-id': `\${{ vars.${base}_SUBSCRIPTION_ID }}` }),
  }
}

interface Granted {
  readonly bare: boolean
  readonly places: readonly Admitted[]
}

/** An application that the file does not tell: its ids come from variables. */
export function newGrant(base: string, { bare, places }: Granted): Grant {
  const variables = [
    { name: `${base}_CLIENT_ID`, holds: 'the application\'s (client) id' },
    { name: `${base}_TENANT_ID`, holds: 'the directory\'s (tenant) id' },
    ...(bare ? [] : [{ name: `${base}_SUBSCRIPTION_ID`, holds: 'the subscription\'s id' }]),
  ]
  return { identity: `vars.${base}_CLIENT_ID`, variables, places }
}

/** An application whose id the file tells already. */
export function knownGrant(client: string, places: readonly Admitted[]): Grant {
  return { identity: /^\$\{\{\s{0,9}([\w.]{1,300})\s{0,9}\}\}$/.exec(client)?.[1] ?? client, variables: [], places }
}

interface Application {
  readonly client: string
  readonly tenant: string
  readonly subscription?: string | undefined
}

/** A login in front of steps of one job, as an application that the file tells. */
export function loginAs(needing: readonly Step[], { client, tenant, subscription: id }: Application): Made {
  const made = insertLogin({ needing, step: { name: 'Log in to Azure', uses: LOGIN, with: { 'client-id': client, 'tenant-id': tenant, ...subscription(id, false) } } })
  return 'trouble' in made ? made : { changes: made.changes, grants: [knownGrant(client, [made.place])], assumed: [] }
}

/** A login as an application whose ids come from variables; it needs no subscription. */
export function loginNew(needing: readonly Step[], base: string): Made {
  const made = insertLogin({ needing, step: { name: 'Log in to Azure', uses: LOGIN, with: { ...newIds(base, true), 'allow-no-subscriptions': 'true' } } })
  return 'trouble' in made ? made : { changes: made.changes, grants: [newGrant(base, { bare: true, places: [made.place] })], assumed: [] }
}

export function more(made: Made, changes: readonly Change[]): Made {
  return 'trouble' in made ? made : { ...made, changes: [...changes, ...made.changes] }
}
