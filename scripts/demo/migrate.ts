import type { Repository } from '../../test/github/start.ts'
import { until, type Stage } from '../../test/support/stage.ts'
import { openDesk } from '../../test/support/desk.ts'
import { chapter, diff, indent, plain, quiet, step } from './show.ts'

/** From a workflow with static AWS keys to a pull request that makes them a role. */
export async function migrate(stage: Stage, shop: Repository): Promise<void> {
  chapter('A workflow that holds static AWS keys')
  const { alice } = stage
  const desk = await openDesk(shop, alice)
  try {
    step('alice', 'pushes to main; the policy there says `static-credentials: replace`')
    await desk.commit('Say hello to everybody', { 'README.md': '# shop\n\nHello, everybody.\n' })
    await desk.git('push', '--quiet', 'origin', 'main')
    const pull = await until(() => shop.pulls().find((one) => String(one['title']).includes('AWS')))
    if (pull === undefined) throw new Error(`no pull request was opened\n${stage.mayfly.log()}`)
    step('mayfly', `opens #${String(pull['number'])}: ${String(pull['title'])}${pull['draft'] === true ? '  (draft: the role is not set up yet)' : ''}\n`)
    const branch = headRef(pull)
    await desk.git('fetch', '--quiet', 'origin')
    diff(await desk.git('diff', `origin/main...origin/${branch}`))
    quiet('\n  The letter:\n')
    plain(indent(String(pull['body']).replaceAll(/<!--.*?-->/gs, ''), '  │ '))
    chapter('The role is set up')
    shop.setVariable('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/shop-deploy')
    step('bob', 'creates the role, sets the variable AWS_ROLE_ARN, and asks again: /mayfly migrate')
    shop.comment(stage.bob, { number: Number(pull['number']), body: '/mayfly migrate' })
    const ready = await until(() => shop.pulls().find((one) => one['number'] === pull['number'] && one['draft'] === false))
    step('mayfly', ready === undefined ? 'left it a draft' : `marks #${String(pull['number'])} as ready: everything it needs is there`)
  } finally {
    desk.close()
  }
}

function headRef(pull: Readonly<Record<string, unknown>>): string {
  const { head } = pull
  return typeof head === 'object' && head !== null && 'ref' in head ? String(head.ref) : ''
}
