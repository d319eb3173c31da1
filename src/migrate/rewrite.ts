import { codeSpan } from '../lib/code-span.ts'
import type { Change, Plan, RepoFacts } from '../workflow.ts'
import { applyEdits } from './apply.ts'
import { callsOf } from './calls.ts'
import { hunksOf } from './diff.ts'
import { editsOf, fileOf } from './edits.ts'
import { permissionBlocks } from './permissions.ts'
import { onlyFeeds, type Rewrite } from './planned.ts'
import type { Source } from './source.ts'
import { isRefused } from './splice.ts'
import { verify } from './verify.ts'

export interface Rewritten {
  readonly path: string
  readonly before: string
  readonly after: string
  readonly rewrite?: Rewrite
  readonly refused?: string
}

/** The files that changes may be made in, by their paths. */
export interface Ground {
  readonly sources: ReadonlyMap<string, Source>
  readonly facts: RepoFacts
  /** `unchecked`: the texts alone, to be checked together with others. */
  readonly check?: 'unchecked'
}

/** All files that some rewriting plans touch, each with all of their changes or none of them. */
export async function rewriteFiles(ground: Ground, plans: readonly Plan[]): Promise<readonly Rewritten[]> {
  const changes = plans.flatMap((plan) => (plan.state === 'rewrite' ? [...plan.changes, ...tidied(plan)] : []))
  const calls = plans.flatMap((plan) => (plan.state === 'rewrite' ? [callsOf(plan)] : []))
  const refused = calls.find((one) => isRefused(one))
  const all = [...changes, ...calls.flatMap((one) => (isRefused(one) ? [] : one))]
  const files = await Promise.all([...Map.groupBy(all, fileOf)].map(([path, own]) => rewriteFile(ground, { path, changes: own })))
  return refused === undefined || !isRefused(refused) ? files : files.map((file) => ({ path: file.path, before: file.before, after: file.before, ...refused }))
}

async function rewriteFile({ sources, facts, check }: Ground, wanted: { readonly path: string; readonly changes: readonly Change[] }): Promise<Rewritten> {
  const source = sources.get(wanted.path)
  if (source === undefined) return { path: wanted.path, before: '', after: '', refused: `${codeSpan(wanted.path)} is not at hand` }
  const same = { path: source.path, before: source.text, after: source.text }
  const granted = permissionBlocks(wanted.changes, facts)
  if (isRefused(granted)) return { ...same, ...granted }
  const edits = editsOf(wanted.changes, granted.blocks)
  if (edits.length === 0) return same
  const after = applyEdits(source, edits)
  if (typeof after !== 'string') return { ...same, ...after }
  if (after === source.text) return { ...same, refused: 'nothing would change' }
  const sound = check === 'unchecked' ? 'sound' : await verify(source, { text: after, edits })
  if (sound !== 'sound') return { ...same, ...sound }
  return { ...same, after, rewrite: { after, hunks: hunksOf(source.text, after), assumed: granted.assumed } }
}

/** Variables that only fed what a plan takes away. */
function tidied({ uses }: Plan): readonly Change[] {
  const flows = uses[0]?.flow.workflow.flows ?? []
  return uses.flatMap(({ flow }) => flow.through).flatMap(({ owner, name }) => {
    const feeding = flows.find(({ to }) => to.kind === 'variable' && to.owner === owner && to.name === name)
    return feeding !== undefined && onlyFeeds(feeding, uses) ? [{ change: 'remove-variable', owner, name } as const] : []
  })
}
