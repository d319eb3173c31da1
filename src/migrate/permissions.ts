import { codeSpan } from '../lib/code-span.ts'
import type { Access, Change, Job, Permissions, RepoFacts, Step, Workflow } from '../workflow.ts'
import type { Blocks } from './edits.ts'
import { union } from './access.ts'
import { ACTS_BY_NAME, PERMISSIVE, RESTRICTED, SCOPES } from './permissions.data.ts'

type Block = Readonly<Record<string, Access>>

export interface Granted {
  /** The keys that each job's block gets: all of them where the job has no block yet. */
  readonly blocks: Blocks
  /** What was taken for granted, for the reader to check. */
  readonly assumed: readonly string[]
  /** What a person must look at before it is merged. */
  readonly confirm: readonly string[]
}

/** The permissions that the changes ask for, beside everything that the jobs' steps had before. */
export function permissionBlocks(changes: readonly Change[], facts: RepoFacts): Granted {
  const blocks = new Map<string, Block>()
  const assumed: string[] = []
  const confirm: string[] = []
  for (const [job, needs] of needsByJob(changes)) {
    const held = job.permissions ?? job.workflow.permissions
    if (held !== undefined && Object.entries(needs).every(([scope, access]) => satisfies(held, { scope, access }))) continue
    const made = held === undefined ? fromSteps(job, { needs, facts }) : { block: fromHeld(job, { held, needs }), assumed: [] }
    blocks.set(job.id, made.block)
    assumed.push(...made.assumed)
    confirm.push(...(made.confirm ?? []))
  }
  return { blocks, assumed, confirm }
}

function needsByJob(changes: readonly Change[]): ReadonlyMap<Job, Block> {
  const needs = new Map<Job, Block>()
  for (const change of changes) {
    if (change.change === 'needs-permission') needs.set(change.job, union([needs.get(change.job) ?? {}, { [change.scope]: change.access }]))
  }
  return needs
}

function satisfies(held: Permissions, need: { readonly scope: string; readonly access: Access }): boolean {
  if (held === 'write-all') return true
  // `read-all` gives no id-token: asking for one needs `write`. docs.github.com/actions/reference/security/oidc
  if (held === 'read-all') return need.access === 'read' && need.scope !== 'id-token'
  const has = held[need.scope]
  return has === 'write' || (has === 'read' && need.access === 'read')
}

/** A job's own block takes the new keys only; an inherited one is repeated, since a job's block replaces the workflow's. */
function fromHeld(job: Job, given: { readonly held: Permissions; readonly needs: Block }): Block {
  const { held, needs } = given
  if (typeof held === 'string') return union([readBy(job), needs])
  const missing = Object.fromEntries(Object.entries(needs).filter(([scope, access]) => !satisfies(held, { scope, access })))
  return job.permissions === undefined ? { ...held, ...missing } : missing
}

/** Of all that `read-all` lets a job read the repository and what its steps do read; all of it where one of them is not known. */
function readBy(job: Job): Block {
  const steps = stepsOf(job)
  const scopes = steps.some(isUnknown) || job.callee !== undefined ? SCOPES : steps.flatMap(({ token }) => (token.has === 'job-token' ? Object.keys(token.needs?.permissions ?? {}) : [])).filter((scope) => scope !== 'id-token')
  return ordered(Object.fromEntries(['contents', ...scopes].map((scope) => [scope, 'read'] as const)))
}

function isUnknown({ token }: Step): boolean {
  return token.has === 'unknown' || (token.has === 'job-token' && token.needs === undefined)
}

type Made = { readonly block: Block; readonly assumed: readonly string[]; readonly confirm?: readonly string[] }

interface Wanted {
  readonly needs: Block
  readonly facts: RepoFacts
}

/** Nothing was said before: the job had what its callers gave, or the repository's default, and keeps of it what its steps need. */
function fromSteps(job: Job, wanted: Wanted): Made {
  const given = givenTo(job.workflow)
  if (given === undefined) return ofDefault(job, wanted)
  const most = union([given, wanted.needs])
  if (stepsOf(job).some(isUnknown)) return { block: ordered(most), assumed: [] }
  return { block: ordered(within(ofDefault(job, wanted).block, most)), assumed: [] }
}

/**
 * Of a called workflow what all its callers let it do, as far as they say so. A job that asks for more than its caller has keeps
 * the run from starting: docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */
function givenTo({ callers }: Workflow): Block | undefined {
  const held = callers.map(heldBy).filter((one) => one !== undefined && one !== 'write-all')
  const [first, ...more] = held.map((one): Block => (one === 'read-all' ? READ_ALL : one))
  return first === undefined ? undefined : more.reduce(within, first)
}

const READ_ALL: Block = Object.fromEntries(SCOPES.map((scope) => [scope, 'read'] as const))

/** Of a block what another one has too. */
function within(block: Block, most: Block): Block {
  return Object.fromEntries(Object.entries(block).flatMap(([scope, access]) => {
    const least = access === 'write' ? (most[scope] ?? 'none') : most[scope] === undefined ? 'none' : access
    return least === 'none' ? [] : [[scope, least] as const]
  }))
}

function ofDefault(job: Job, { needs, facts }: Wanted): Made {
  const steps = stepsOf(job)
  const known = [...steps.flatMap(({ token }) => (token.has === 'job-token' && token.needs !== undefined ? [token.needs.permissions] : [])), ...heldBelow(job)]
  const unknown = steps.filter(isUnknown)
  if (unknown.length === 0) return { block: ordered(union([...known, needs])), assumed: [] }
  const unknowns = [...new Set(unknown.map(({ token }) => codeSpan(token.what)))]
  const names = unknowns.join(', ')
  const byDefault = facts.defaultPermissions
  if (byDefault !== undefined) {
    const block = ordered(union([byDefault === 'write' ? PERMISSIVE : RESTRICTED, ...known, needs]))
    const kept = 'it keeps what the repository\'s default gave it. Narrow it if you can.'
    return { block, assumed: [`Job ${codeSpan(job.id)} had no \`permissions:\` and runs ${names}, whose needs are not known: ${kept}`] }
  }
  const acting = unknown.filter((step) => step.uses === undefined || step.token.has === 'job-token' || actsByName(step))
  if (acting.length > 0) return allByDefault(job, { acting, block: union([PERMISSIVE, ...known, needs]) })
  const block = ordered(union([{ contents: 'read' }, ...known, needs]))
  const given = `${names} ${unknowns.length > 1 ? 'are' : 'is'} not given the job's token`
  return { block, assumed: [`Job ${codeSpan(job.id)} had no \`permissions:\`. ${given}; we assumed that no more than reading the repository is needed.`] }
}

/** What acts with the token may do all that it could before: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions */
function allByDefault(job: Job, { acting, block }: { readonly acting: readonly Step[]; readonly block: Block }): Made {
  const names = [...new Set(acting.map(({ token }) => codeSpan(token.what)))].join(', ')
  const kept = 'it keeps all that GitHub gives by default where writing is allowed. Where the repository\'s default is to read alone, `contents: read` and `packages: read` beside what is new do.'
  return {
    block: ordered(block),
    assumed: [`Job ${codeSpan(job.id)} had no \`permissions:\`, and what ${names} does with its token is not known: ${kept}`],
    confirm: [`The \`permissions:\` of job ${codeSpan(job.id)} are narrowed to what ${names} needs`],
  }
}

const MOST_DEEP = 10

/** The steps that live on what a job has: its own, or those of the workflow that it calls which say nothing themselves. */
function stepsOf(job: Job, depth = 0): readonly Step[] {
  if (job.callee === undefined || depth > MOST_DEEP) return job.steps
  return job.callee.jobs.filter((inner) => heldBy(inner) === undefined).flatMap((inner) => stepsOf(inner, depth + 1))
}

/** What the jobs of a called workflow ask for: the calling job must have all of it. */
function heldBelow(job: Job): readonly Block[] {
  return (job.callee?.jobs ?? []).flatMap((inner) => {
    const held = heldBy(inner)
    return held === undefined ? [] : [typeof held === 'string' ? PERMISSIVE : held]
  })
}

function heldBy(job: Job): Permissions | undefined {
  return job.permissions ?? job.workflow.permissions
}

function actsByName(step: Step): boolean {
  return ACTS_BY_NAME.test(step.uses?.name ?? '')
}

function ordered(block: Block): Block {
  return Object.fromEntries(Object.entries(block).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
