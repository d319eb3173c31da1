import type { Repository, SeenRun } from '../../test/github/start.ts'
import { checkOf, until, type Stage } from '../../test/support/stage.ts'
import { openDesk } from '../../test/support/desk.ts'
import { chapter, check, plain, step } from './show.ts'

/** From two leaked tokens to a green check. */
export async function leak(stage: Stage, shop: Repository): Promise<void> {
  const { alice, bob } = stage
  const kept = alice.issueToken({ kind: 'classic', scopes: ['repo', 'workflow'] })
  const removed = alice.issueToken({ kind: 'fine-grained', scopes: [] })
  const desk = await openDesk(shop, alice)
  try {
    chapter('Alice pushes two live tokens, one of them added and removed again')
    await desk.git('switch', '--quiet', '-c', 'orders')
    await desk.commit('Read orders from the API', { 'src/orders.js': `const token = '${kept}'\n\nexport const orders = () => fetch('https://api.github.com/repos/acme/orders', { headers: { authorization: token } })\n` })
    await desk.commit('Try it out', { 'scripts/try.sh': `curl -H "Authorization: Bearer ${removed}" https://api.github.com/user\n` })
    const head = await desk.commit('Clean up', { 'scripts/try.sh': 'echo done\n' })
    step('alice', 'commits three times on the branch orders, pushes, opens a pull request')
    await desk.git('push', '--quiet', 'origin', 'orders')
    const number = await shop.openPullRequest({ user: alice, title: 'Read orders from the API', head: 'orders' })
    const red = await failing(shop, head)
    check(red)

    chapter('Taking it out of the file alone does not help')
    const clean = await desk.commit('Take the token from the environment', { 'src/orders.js': "const token = process.env.ORDERS_TOKEN\n\nexport const orders = () => fetch('https://api.github.com/repos/acme/orders', { headers: { authorization: token } })\n" })
    step('alice', 'removes the token from the file and pushes again')
    await desk.git('push', '--quiet', 'origin', 'orders')
    const still = await failing(shop, clean)
    check(still)

    chapter('Revoked, verified dead, green')
    const [first] = fingerprints(still)
    step('alice', `comments: /mayfly revoke ${first}`)
    shop.comment(alice, { number, body: `/mayfly revoke ${first}` })
    await reply(shop, { number, after: 1 })
    step('bob', `comments: /mayfly revoke ${first}`)
    shop.comment(bob, { number, body: `/mayfly revoke ${first}` })
    await reply(shop, { number, after: 3 })
    const one = await checkOf(shop, { head: clean, fits: (run) => run.actions.some((action) => JSON.stringify(action).includes('mf-revoke')) })
    check(one)
    step('bob', 'presses the button "Revoke" of the one that is left')
    shop.clickButton(bob, { checkRunId: one.id, identifier: 'mf-revoke' })
    const green = await checkOf(shop, { head: clean, fits: (run) => run.conclusion === 'success' })
    check(green)
    for (const token of [kept, removed]) {
      const answer = await fetch(`${stage.github.url}/user`, { headers: { authorization: `Bearer ${token}` } })
      plain(`GitHub, asked with the token itself: ${answer.status} ${answer.statusText}`)
    }
  } finally {
    desk.close()
  }
}

async function failing(shop: Repository, head: string): Promise<SeenRun> {
  return checkOf(shop, { head, fits: (run) => run.conclusion === 'failure' && /2/.test(run.title ?? '') })
}

function fingerprints(run: SeenRun): readonly string[] {
  return [...new Set(`${run.summary}${JSON.stringify(run.annotations)}`.match(/mf1_[0-9a-f]{32}/g))]
}

async function reply(shop: Repository, { number, after }: { readonly number: number; readonly after: number }): Promise<void> {
  const comment = await until(() => shop.comments(number)[after])
  const body = comment?.['body']
  step('mayfly', typeof body === 'string' ? `answers: ${body}` : 'did not answer')
}
