import type { Admitted, RepoFacts, Subject, Trigger, Workflow } from '../workflow.ts'

/** The subjects that a job's token can have in the situations in which its login runs; environment before branch. */
export function subjectsOf(place: Admitted, facts: RepoFacts): readonly Subject[] {
  const { job } = place
  if (job.environment !== undefined) return [subject(`environment:${job.environment}`)]
  const conditions = [job.if, place.if].flatMap((text) => (text === undefined ? [] : conjuncts(text)))
  const pinned = conditions.flatMap(refOf)
  const events = triggersOf(job.workflow).filter((trigger) => conditions.every((condition) => mayRun(trigger, condition)))
  const found = events.flatMap((trigger) => contextsOf(trigger, facts))
  const kept = pinned.length === 0 ? found : pinned.map((ref) => subject(`ref:${ref}`))
  const narrowed = kept.filter(({ context }) => conditions.every((condition) => mayBe(context, condition)))
  return narrowed.filter((one, i) => narrowed.findIndex((other) => other.context === one.context) === i)
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

/** The parts of a condition that must all hold; nothing where an `||` stands in it. */
function conjuncts(condition: string): readonly string[] {
  const body = condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  return body.includes('||') ? [] : body.split('&&').map((part) => part.trim().replace(/^\((.*)\)$/s, '$1').trim())
}

function refOf(condition: string): readonly string[] {
  const ref = /^github\.ref\s*==\s*'(refs\/[^']{1,250})'$/.exec(condition)?.[1]
  const branch = /^github\.ref_name\s*==\s*'([^']{1,250})'$/.exec(condition)?.[1]
  if (ref !== undefined) return [ref]
  return branch === undefined ? [] : [`refs/heads/${branch}`]
}

function mayRun(trigger: Trigger, condition: string): boolean {
  const match = /^github\.event_name\s*([!=]=)\s*'(\w{1,50})'$/.exec(condition)
  if (match === null) return true
  return match[1] === '==' ? trigger.event === match[2] : trigger.event !== match[2]
}

function mayBe(context: string, condition: string): boolean {
  const match = /^(!?)startsWith\(\s*github\.ref\s*,\s*'(refs\/(?:heads|tags)\/)[^']{0,200}'\s*\)$/.exec(condition)
  if (match === null || !context.startsWith('ref:')) return true
  return context.startsWith(`ref:${match[2]}`) !== (match[1] === '!')
}
