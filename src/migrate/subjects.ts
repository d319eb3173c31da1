import { hasParts } from '../lib/has-parts.ts'
import { alternativesOf, both } from './alternatives.ts'
import type { Admitted, RepoFacts, Subject, Trigger, Workflow } from '../workflow.ts'

/** The subjects that a job's token can have in the situations in which its login runs; environment before branch. */
export function subjectsOf(place: Admitted, facts: RepoFacts): readonly Subject[] {
  const { job } = place
  if (job.environment !== undefined) return [subject(`environment:${job.environment}`)]
  const events = triggersOf(job.workflow)
  const ways = [job.if, place.if].flatMap((text) => (text === undefined ? [] : [alternativesOf(text)])).reduce(both, [[]])
  const found = ways.flatMap((parts) => subjectsIn(parts, { events, facts }))
  // A condition that can never hold, as far as it is understood here, is not understood.
  const all = found.length > 0 ? found : events.flatMap((trigger) => contextsOf(trigger, facts))
  return all.filter((one, i) => all.findIndex((other) => other.context === one.context) === i)
}

interface Started {
  readonly events: readonly Trigger[]
  readonly facts: RepoFacts
}

/** Where all these parts of a condition hold. */
function subjectsIn(parts: readonly string[], { events, facts }: Started): readonly Subject[] {
  const found = events.filter((trigger) => parts.every((part) => mayRun(trigger, part))).flatMap((trigger) => contextsOf(trigger, facts))
  if (found.length === 0) return []
  const pinned = parts.flatMap((part) => pinsOf(part, { found, facts }))
  const kept = pinned.length === 0 ? found : pinned.map((ref) => subject(`ref:${ref}`))
  return kept.flatMap(({ context }) => {
    const narrowed = parts.reduce<string | undefined>((text, part) => (text === undefined ? undefined : within(text, part)), context)
    return narrowed === undefined ? [] : [subject(narrowed)]
  })
}

const MOST_DEEP = 10

/** What starts a workflow: of one that others call, what starts those. */
function triggersOf({ triggers, callers }: Workflow, depth = 0): readonly Trigger[] {
  if (depth > MOST_DEEP) return []
  return triggers.flatMap((trigger) => (trigger.event === 'workflow_call' ? callers.flatMap((job) => triggersOf(job.workflow, depth + 1)) : [trigger]))
}

/** A colon inside a value is written as `%3A`; an expression may be any text. docs.github.com/actions/reference/security/oidc */
function subject(context: string): Subject {
  const [kind = '', ...rest] = context.split(':')
  const value = rest.join(':').replaceAll(/\$\{\{[^}]{0,500}\}\}/g, '*').replaceAll(':', '%3A')
  const text = rest.length === 0 ? kind : `${kind}:${value}`
  return { context: text, exact: text.includes('*') ? 'pattern' : 'exact' }
}

function contextsOf(trigger: Trigger, facts: RepoFacts): readonly Subject[] {
  const main = [subject(`ref:refs/heads/${facts.defaultBranch ?? 'main'}`)]
  const branches = trigger.branches.filter((name) => !name.startsWith('!')).map((name) => subject(`ref:refs/heads/${glob(name)}`))
  const tags = trigger.tags.filter((name) => !name.startsWith('!')).map((name) => subject(`ref:refs/tags/${glob(name)}`))
  switch (trigger.event) {
    case 'push':
      return branches.length + tags.length > 0 ? [...branches, ...tags] : [subject('ref:refs/heads/*'), subject('ref:refs/tags/*')]
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return [subject('pull_request')]
    case 'pull_request_target':
      return branches.length > 0 ? branches : main
    case 'release':
      return [subject('ref:refs/tags/*')]
    case 'merge_group':
      return [subject('ref:refs/heads/gh-readonly-queue/*')]
    default:
      return main
  }
}

/** GitHub's filter patterns as a provider's: only `*` is left, and it stands for any text. */
function glob(pattern: string): string {
  return pattern.replaceAll(/\*{1,9}|\[[^\]]{0,100}\]|.(?=[?+])[?+]|\?/g, '*').replaceAll(/\*{2,}/g, '*')
}

const DEFAULT_BRANCH = /^github\.(?:ref\s*==\s*format\(\s*'refs\/heads\/\{0\}'\s*,\s*github\.event\.repository\.default_branch\s*\)|ref_name\s*==\s*github\.event\.repository\.default_branch)$/

/** The refs by value that a part of a condition asks for. */
function pinsOf(part: string, { found, facts }: { readonly found: readonly Subject[]; readonly facts: RepoFacts }): readonly string[] {
  if (DEFAULT_BRANCH.test(part)) return [`refs/heads/${facts.defaultBranch ?? 'main'}`]
  const ref = /^github\.ref\s*==\s*'(refs\/[^']{1,250})'$/.exec(part)?.[1]
  if (ref !== undefined) return [ref]
  const name = /^github\.ref_name\s*==\s*'([^']{1,250})'$/.exec(part)?.[1]
  if (name === undefined) return []
  // A branch or a tag: whichever of them the events bring.
  const either = [`refs/heads/${name}`, `refs/tags/${name}`]
  const brought = either.filter((one) => found.some(({ context }) => hasParts(`ref:${one}`, context.split('*'))))
  return brought.length > 0 ? brought : either.slice(0, 1)
}

function mayRun(trigger: Trigger, condition: string): boolean {
  const match = /^github\.event_name\s*([!=]=)\s*'(\w{1,50})'$/.exec(condition)
  if (match === null) return true
  return match[1] === '==' ? trigger.event === match[2] : trigger.event !== match[2]
}

/** A situation as far as a part of a condition leaves it; undefined where the part excludes it. */
function within(context: string, part: string): string | undefined {
  if (!context.startsWith('ref:')) return context
  const kind = /^github\.ref_type\s*([!=])=\s*'(branch|tag)'$/.exec(part)
  if (kind !== null) return context.startsWith(kind[2] === 'tag' ? 'ref:refs/tags/' : 'ref:refs/heads/') === (kind[1] === '=') ? context : undefined
  const [, not, start = ''] = /^(!?)\s*startsWith\(\s*github\.ref\s*,\s*'(refs\/(?:heads|tags)\/[^'*]{0,200})'\s*\)$/.exec(part) ?? []
  if (not === undefined) return context
  const wanted = `ref:${start}`
  const [fixed = ''] = context.split('*')
  if (fixed.startsWith(wanted)) return not === '' ? context : undefined
  if (not === '!') return context
  return context.includes('*') && wanted.startsWith(fixed) ? `${wanted}*` : undefined
}
