import type { Migration, Plan } from '../workflow.ts'
import { ownIssuer } from './own-issuer.ts'
import { providerOf, type Settled } from './planned.ts'
import { rewriteFiles, type Ground, type Rewritten } from './rewrite.ts'

/** A plan, and whose it is. */
export interface Wanted {
  readonly migration: Migration
  readonly plan: Plan
}

interface Scene {
  readonly ground: Ground
  /** What is settled in the files before. */
  readonly before: readonly Settled[]
}

/** Makes the rewrites of one file, to see that they can be made: those of each provider alone, and all together. What cannot becomes a report. */
export async function settleAll(wanted: readonly Wanted[], scene: Scene): Promise<readonly Settled[]> {
  const made = await Promise.all(wanted.map((one) => alone(one, scene.ground)))
  if (await isSound(made, scene)) return made
  const settled: Settled[] = []
  for (const one of made) settled.push(await isSound([...settled, one], scene) ? one : refused(one, await whyNot([...settled, one], scene)))
  return settled
}

/** What one plan makes of its file and of others, not yet checked. */
async function alone({ migration, plan }: Wanted, ground: Ground): Promise<Settled> {
  if (plan.state !== 'rewrite') return { migration, plan }
  if (migration.issuer !== undefined && ownIssuer(ground.facts) !== undefined) return { migration, plan: { state: 'report', uses: plan.uses, reason: FIXED } }
  const files = await rewriteFiles({ ...ground, check: 'unchecked' }, [plan])
  const made = new Map(files.flatMap(({ path, rewrite }) => (rewrite === undefined ? [] : [[path, rewrite] as const])))
  const path = plan.uses[0]?.flow.workflow.path ?? ''
  const rewrite = made.get(path)
  const why = reasonIn(files)
  if (why !== undefined || rewrite === undefined) return refused({ migration, plan }, why ?? 'nothing would change')
  made.delete(path)
  return { migration, plan, rewrite, beyond: made }
}

const FIXED = 'The vendor takes the OIDC tokens of github.com alone, and this server issues its own: publish from a repository there.'

async function isSound(settled: readonly Settled[], scene: Scene): Promise<boolean> {
  return (await whyNot(settled, scene)) === undefined
}

/** Why not all of them can be made, each provider's alone and all with those of the files before. */
async function whyNot(settled: readonly Settled[], { ground, before }: Scene): Promise<string | undefined> {
  const rewriting = settled.filter(({ rewrite }) => rewrite !== undefined)
  if (rewriting.length === 0) return undefined
  const paths = new Set(rewriting.flatMap(pathsOf))
  const all = [...before.filter((one) => one.rewrite !== undefined && pathsOf(one).some((path) => paths.has(path))), ...rewriting]
  for (const group of [...Map.groupBy(all, ({ migration }) => providerOf(migration)).values(), all]) {
    const why = reasonIn(await rewriteFiles(ground, group.map(({ plan }) => plan)))
    if (why !== undefined) return why
  }
  return undefined
}

function pathsOf({ plan, beyond }: Settled): readonly string[] {
  return [plan.uses[0]?.flow.workflow.path ?? '', ...(beyond?.keys() ?? [])]
}

function reasonIn(files: readonly Rewritten[]): string | undefined {
  return files.find((file) => file.refused !== undefined)?.refused
}

function refused({ migration, plan }: Wanted, why = 'nothing would change'): Settled {
  return { migration, plan: { state: 'report', uses: plan.uses, reason: `Not rewritten: ${why}.` } }
}
