import { answerOrders } from './answer-orders.ts'
import type { AppContext } from './app-context.ts'
import { forbidden } from './forbidden.ts'
import { isAboutThePull, type Order } from './order.ts'
import { orderProposal } from './order-proposal.ts'
import { proposeMigrations } from './propose-migrations.ts'
import { POLICY_PATH, settings } from './settings.ts'

/** Carries out what people ordered about migrations in comments on a pull request, each once, and answers there. */
export async function answerProposalOrders(context: AppContext, { orders, number }: { readonly orders: readonly Order[]; readonly number: number }): Promise<void> {
  const policy = await settings(await context.hosted.file(POLICY_PATH))
  const { head } = await context.hosted.pull(number)
  async function carry(order: Order): Promise<string> {
    const no = await forbidden(context, order)
    if (no !== undefined) return no
    const { what, by } = order
    if (policy.state === 'malformed') return `@${by} asked for \`${what}\`: the policy (\`${POLICY_PATH}\`) cannot be read as it is; nothing was done. Correct it on the default branch first.`
    const { drafts } = policy.policy
    if (what === 'migrate') return (await proposeMigrations(context, { asked: true, mode: 'open', drafts })).said.join('\n')
    return isAboutThePull(what) ? orderProposal(context, { ...order, what, drafts }) : ''
  }
  await answerOrders(context, { orders, head, carry })
}
