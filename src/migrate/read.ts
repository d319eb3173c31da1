import { isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Access, ActionRef, Flow, Job, Permissions, RepoFacts, Setting, Step, Trigger, Workflow } from '../workflow.ts'
import { commandsOf } from './commands.ts'
import { flowsOf } from './flows.ts'
import { keyText, lineOf, nodeAt, pairsOf, resolve, scalarText, type Path, type Source } from './source.ts'
import { tokenUse } from './token-use.ts'
import { writesOf } from './writes.ts'

/** The workflows of a repository, which its jobs may call, and what the repository is called. */
export interface Library {
  readonly workflows: ReadonlyMap<string, Workflow>
  readonly facts: Pick<RepoFacts, 'owner' | 'name' | 'defaultBranch'>
}

const NONE: Library = { workflows: new Map(), facts: {} }

/** What a workflow says. Jobs, steps and flows point back to what holds them; calls are looked up in the library when asked. */
export function readWorkflow(source: Source, library: Library = NONE): Workflow {
  const jobs: Job[] = []
  const flows: Flow[] = []
  const workflow: Workflow = {
    level: 'workflow', path: source.path, triggers: triggersOf(source), env: settingsAt(source, ['env']), jobs, flows,
    declares: keysAt(source, ['on', 'workflow_call', 'secrets']),
    get callers() {
      return [...library.workflows.values()].flatMap((other) => other.jobs.filter(({ calls }) => calledPath(calls, library) === source.path))
    },
    ...optional('permissions', permissionsAt(source, ['permissions'])),
  }
  for (const id of keysAt(source, ['jobs'])) jobs.push(readJob(source, { id, workflow, library }))
  flows.push(...flowsOf(source, workflow))
  return workflow
}

/**
 * `./.github/workflows/x.yml` calls the file of the same commit, `owner/name/.github/workflows/x.yml@main` that of a branch:
 * docs.github.com/actions/how-tos/reuse-automations/reuse-workflows
 */
function calledPath(calls: string | undefined, { facts }: Library): string | undefined {
  if (calls?.startsWith('./') === true) return calls.slice(2)
  const [, owner, name, path, ref] = /^([\w.-]{1,100})\/([\w.-]{1,100})\/(\.github\/workflows\/[\w.-]{1,200})@(?:refs\/heads\/)?(.{1,200})$/.exec(calls ?? '') ?? []
  const own = owner !== undefined && owner.toLowerCase() === facts.owner?.toLowerCase() && name?.toLowerCase() === facts.name?.toLowerCase()
  return own && ref === (facts.defaultBranch ?? 'main') ? path : undefined
}

function readJob(source: Source, { library, ...known }: { readonly id: string; readonly workflow: Workflow; readonly library: Library }): Job {
  const path = ['jobs', known.id]
  const steps: Step[] = []
  const calls = textAt(source, [...path, 'uses'])
  const env = [...settingsAt(source, [...path, 'env'])]
  const job: Job = {
    level: 'job', ...known,
    get callee() {
      return library.workflows.get(calledPath(calls, library) ?? '')
    }, line: lineAt(source, path), steps, env,
    runsOn: listAt(source, [...path, 'runs-on']),
    ...optional('if', textAt(source, [...path, 'if'])),
    ...optional('environment', textAt(source, [...path, 'environment']) ?? textAt(source, [...path, 'environment', 'name'])),
    ...optional('permissions', permissionsAt(source, [...path, 'permissions'])),
    ...optional('container', textAt(source, [...path, 'container']) ?? textAt(source, [...path, 'container', 'image'])),
    ...optional('calls', calls),
  }
  const list = nodeAt(source, [...path, 'steps'])
  if (!isSeq(list)) return job
  list.items.forEach((_, index) => {
    const step = readStep(source, { index, job })
    steps.push(step)
    // The steps behind see what this one sets as if the job did.
    for (const { to, name, value } of step.writes) if (to === 'env' && !env.some((one) => one.name === name)) env.push({ name, value, line: step.line })
  })
  return job
}

function readStep(source: Source, known: { readonly index: number; readonly job: Job }): Step {
  const path = ['jobs', known.job.id, 'steps', known.index]
  const run = textAt(source, [...path, 'run'])
  const step: Omit<Step, 'token'> = {
    level: 'step', ...known, line: lineAt(source, path),
    with: settingsAt(source, [...path, 'with']), env: settingsAt(source, [...path, 'env']),
    commands: run === undefined ? [] : commandsOf(run),
    writes: run === undefined ? [] : writesOf(run),
    ...optional('run', run),
    ...optional('id', textAt(source, [...path, 'id'])),
    ...optional('name', textAt(source, [...path, 'name'])),
    ...optional('if', textAt(source, [...path, 'if'])),
    ...optional('onError', textAt(source, [...path, 'continue-on-error'])),
    ...optional('directory', textAt(source, [...path, 'working-directory'])),
    ...optional('uses', actionAt(source, [...path, 'uses'])),
  }
  return { ...step, token: tokenUse(step) }
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  const made: { [name in Name]?: Value } = {}
  if (value !== undefined) made[name] = value
  return made
}

/** `owner/name@v6`, `owner/name@<commit> # v6.1.0`, `./folder`, `docker://image:tag`. */
function actionAt(source: Source, path: Path): ActionRef | undefined {
  const node = nodeAt(source, path)
  const text = scalarText(node)?.trim()
  if (text === undefined || !isScalar(node)) return undefined
  const at = /^(\.|docker:)/.test(text) ? -1 : text.lastIndexOf('@')
  const ref = at < 0 ? '' : text.slice(at + 1)
  const said = /^[0-9a-f]{40}$/.test(ref) ? (node.comment ?? '') : ref
  const version = /(?:^|[\s/=@v])v?(\d{1,5}(?:\.\d{1,5}){0,2})(?![\w.])/.exec(said)?.[1]
  return { name: (at < 0 ? text : text.slice(0, at)).toLowerCase(), ref, version: version?.split('.').map(Number) ?? [] }
}

function triggersOf(source: Source): readonly Trigger[] {
  const on = nodeAt(source, ['on'])
  if (isMap(on)) {
    return pairsOf(on).map(keyText).map((event) => ({
      event,
      branches: listAt(source, ['on', event, 'branches']),
      tags: listAt(source, ['on', event, 'tags']),
      types: listAt(source, ['on', event, 'types']),
    }))
  }
  return listAt(source, ['on']).map((event) => ({ event, branches: [], tags: [], types: [] }))
}

function permissionsAt(source: Source, path: Path): Permissions | undefined {
  const node = nodeAt(source, path)
  const text = scalarText(node)
  if (text === 'read-all' || text === 'write-all') return text
  if (!isMap(node)) return undefined
  return Object.fromEntries(settingsAt(source, path).map(({ name, value }) => [name, accessOf(value)]))
}

function accessOf(value: string): Access {
  return value === 'read' || value === 'write' ? value : 'none'
}

function settingsAt(source: Source, path: Path): readonly Setting[] {
  const map = nodeAt(source, path)
  if (!isMap(map)) return []
  return pairsOf(map).map((pair) => {
    const value = scalarText(resolve(source, pair.value)) ?? ''
    return { name: keyText(pair), value, line: lineOf(source, pair.key.range?.[0] ?? 0) }
  })
}

function keysAt(source: Source, path: Path): readonly string[] {
  const map = nodeAt(source, path)
  return isMap(map) ? pairsOf(map).map(keyText) : []
}

function textAt(source: Source, path: Path): string | undefined {
  return scalarText(nodeAt(source, path))
}

/** One text or a list of texts. */
function listAt(source: Source, path: Path): readonly string[] {
  const node = nodeAt(source, path)
  if (isSeq(node)) return node.items.map((item) => scalarText(resolve(source, item)) ?? '')
  const text = scalarText(node)
  return text === undefined ? [] : [text]
}

function lineAt(source: Source, path: Path): number {
  const node: Node | undefined = nodeAt(source, path)
  return lineOf(source, node?.range?.[0] ?? 0)
}
