// npm run demo: Mayfly's main job, from a leaked token to a green check and from static AWS keys to a role, on a GitHub
// of its own. Real git, real HTTP, the real server; only GitHub's side is played by test/github.
import { openStage } from '../test/support/stage.ts'
import { leak } from './demo/leak.ts'
import { migrate } from './demo/migrate.ts'
import { chapter, plain } from './demo/show.ts'
import { startFiles } from './demo/files.ts'

const started = performance.now()
const keep = process.argv.includes('--keep')

chapter('A GitHub of its own, and the App on it')
const stage = await openStage()
try {
  const shop = await stage.repository({ name: 'shop', files: startFiles() })
  shop.setSecret('AWS_ACCESS_KEY_ID')
  shop.setSecret('AWS_SECRET_ACCESS_KEY')
  plain(`GitHub (played by test/github)   ${stage.github.url}`)
  plain(`mayfly serve, database embedded  ${stage.mayfly.url}`)
  plain('Installed on the organisation acme; alice writes code in acme/shop, bob maintains it.')
  await leak(stage, shop)
  await migrate(stage, shop)
  chapter('The end')
  plain(`All of it in ${Math.round((performance.now() - started) / 1000)} s. Nothing left this machine.`)
  if (keep) await waitForEnd()
} finally {
  await stage.close()
}

async function waitForEnd(): Promise<void> {
  plain(`\nStill running, until you press Ctrl-C:`)
  plain(`  GitHub   ${stage.github.url}/acme/shop.git  (git clone it; ${stage.github.url}/repos/acme/shop for the API)`)
  plain(`  Mayfly   ${stage.mayfly.url}/metrics, /healthz, /readyz`)
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()))
}
