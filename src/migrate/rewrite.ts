import type { Change, Plan, RepoFacts } from '../workflow.ts'
import { applyEdits } from './apply.ts'
import { hunksOf } from './diff.ts'
import { editsOf } from './edits.ts'
import { permissionBlocks } from './permissions.ts'
import { onlyFeeds, type Rewrite, type Settled } from './planned.ts'
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

interface Wanted {
  readonly settled: readonly Settled[]
  readonly facts: RepoFacts
}

/** One file with the changes of its rewriting plans, all or none of them. */
export async function rewriteFile(source: Source, { settled, facts }: Wanted): Promise<Rewritten> {
  const same = { path: source.path, before: source.text, after: source.text }
  const changes = settled.flatMap(({ plan }) => (plan.state === 'rewrite' ? [...plan.changes, ...tidied(plan)] : []))
  if (changes.length === 0) return same
  const granted = permissionBlocks(changes, facts)
  if (isRefused(granted)) return { ...same, ...granted }
  const edits = editsOf(changes, granted.blocks)
  const after = applyEdits(source, edits)
  if (typeof after !== 'string') return { ...same, ...after }
  const sound = after === source.text ? { refused: 'nothing would change' } : await verify(source, { text: after, edits })
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
