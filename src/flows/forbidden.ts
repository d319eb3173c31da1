import type { Role } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import type { Order } from './order.ts'

const WRITERS: readonly Role[] = ['write', 'maintain', 'admin']

const MAY: Readonly<Record<Order['what'], readonly Role[]>> = {
  revoke: ['maintain', 'admin'],
  allow: WRITERS,
  migrate: WRITERS,
  rebase: WRITERS,
  close: WRITERS,
  why: ['read', 'triage', ...WRITERS],
  retired: ['maintain', 'admin'],
}

/** Why an order is not carried out, as a sentence: it cannot be understood, or its giver may not give it. */
export async function forbidden(context: AppContext, order: Order): Promise<string | undefined> {
  if (order.obstacle !== undefined) return OBSTACLES[order.obstacle](order)
  const role = await context.hosted.roleOf(order.by)
  if (MAY[order.what].includes(role)) return undefined
  return `@${order.by} asked for \`${order.what}\`: that needs ${MAY[order.what].join(' or ')} on this repository; nothing was done.`
}

/** Orders about the pull request itself and orders about findings are carried out by different jobs. */
export function apart({ by, what }: Pick<Order, 'by' | 'what'>): string {
  return `@${by} asked for \`${what}\` together with something else: write it in a comment of its own; nothing was done.`
}

const OBSTACLES: Readonly<Record<NonNullable<Order['obstacle']>, (order: Order) => string>> = {
  misread: ({ by, what }) => `@${by} asked for \`${what}\`, but not for a fingerprint as the check shows it (\`mf1_…\`); nothing was done.`,
  edited: ({ by, what }) => `@${by}'s comment asked for \`${what}\`, but it was edited since; nothing was done. Write it anew.`,
  mixed: apart,
}
