import { at, isList, textAt, textsAt } from '../../../src/lib/json.ts'
import { tell } from '../hooks/tell.ts'
import { actorOf, inRepository, numberPart, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { objectsAt, requiredText } from '../http/body.ts'
import { paged } from '../http/pages.ts'
import { created, found, notFound, ok, type Reply } from '../http/reply.ts'
import { issueShape } from '../shape/issue.ts'
import { labelShape } from '../shape/label.ts'
import { addIssue } from '../world/issues.ts'
import type { IssueRecord } from '../world/records.ts'

const REPO = '/repos/{owner}/{repo}'

/** Issues and their labels: https://docs.github.com/en/rest/issues */
export const issueRoutes: Routes = inRepository({
  [`GET ${REPO}/issues`]: list,
  [`POST ${REPO}/issues`]: create,
  [`GET ${REPO}/issues/{issue_number}`]: (call) => ok(issueShape(call.world, { repository: call.repository, item: theIssue(call) })),
  [`PATCH ${REPO}/issues/{issue_number}`]: update,
  [`GET ${REPO}/issues/{issue_number}/labels`]: (call) => labels(call, theIssue(call)),
  [`POST ${REPO}/issues/{issue_number}/labels`]: (call) => {
    const issue = theIssue(call)
    for (const name of namesIn(call)) addLabel(call, { issue, name })
    return labels(call, issue)
  },
  [`DELETE ${REPO}/issues/{issue_number}/labels/{name}`]: (call) => {
    const issue = theIssue(call)
    if (!issue.labels.delete(pathPart(call, 'name'))) throw notFound()
    return labels(call, issue)
  },
})

function list(call: RepositoryCall): Promise<Reply> {
  const {
    world,
    repository,
    url: { searchParams },
  } = call
  const state = searchParams.get('state') ?? 'open'
  const wanted = searchParams.get('labels')?.split(',') ?? []
  const items = repository.issues.filter(
    (issue) => (state === 'all' || issue.state === state) && wanted.every((label) => issue.labels.has(label)),
  )
  return paged(call, { items: items.toReversed(), shape: (item) => issueShape(world, { repository, item }) })
}

function create(call: RepositoryCall): Reply {
  const { world, repository, body, caller } = call
  const wanted = {
    repository,
    author: actorOf(caller),
    title: textAt(body, 'title') ?? '',
    body: textAt(body, 'body') ?? null,
    pull: undefined,
  }
  const issue = addIssue(world, wanted)
  for (const name of namesIn(call)) addLabel(call, { issue, name })
  tellIssue(call, { issue, action: 'opened' })
  const shape = issueShape(world, { repository, item: issue })
  return created(shape, textAt(shape, 'url'))
}

function update(call: RepositoryCall): Reply {
  const { world, repository, body } = call
  const issue = theIssue(call)
  const state = textAt(body, 'state')
  issue.title = textAt(body, 'title') ?? issue.title
  if (at(body, 'body') !== undefined) issue.body = textAt(body, 'body') ?? null
  issue.updatedAt = world.clock.now()
  if (state === 'open' || state === 'closed') setState(call, { issue, state })
  else tellIssue(call, { issue, action: 'edited' })
  return ok(issueShape(world, { repository, item: issue }))
}

function setState(call: RepositoryCall, { issue, state }: { readonly issue: IssueRecord; readonly state: 'open' | 'closed' }): void {
  if (issue.state === state) return
  issue.state = state
  issue.closedAt = state === 'closed' ? call.world.clock.now() : undefined
  tellIssue(call, { issue, action: state === 'closed' ? 'closed' : 'reopened' })
}

function tellIssue(
  { world, repository, caller }: RepositoryCall,
  { issue, action }: { readonly issue: IssueRecord; readonly action: string },
): void {
  const changes = action === 'edited' ? { changes: {} } : {}
  tell(world, {
    event: 'issues',
    action,
    repository,
    sender: actorOf(caller),
    payload: { issue: issueShape(world, { repository, item: issue }), ...changes },
  })
}

/** `labels` as a list of names or of objects with a name. */
function namesIn({ body }: RepositoryCall): readonly string[] {
  const given = isList(body) ? { labels: body } : body
  return [...(textsAt(given, 'labels') ?? []), ...objectsAt(given, 'labels').map((label) => requiredText(label, 'name'))]
}

function addLabel({ world, repository }: RepositoryCall, { issue, name }: { readonly issue: IssueRecord; readonly name: string }): void {
  if (!repository.labels.some((label) => label.name === name)) repository.labels.push({ id: world.ids.next('label'), name })
  issue.labels.add(name)
}

function labels(call: RepositoryCall, issue: IssueRecord): Promise<Reply> {
  const { world, repository } = call
  return paged(call, {
    items: repository.labels.filter((label) => issue.labels.has(label.name)),
    shape: (item) => labelShape(world, { repository, item }),
  })
}

function theIssue(call: RepositoryCall): IssueRecord {
  const number = numberPart(call, 'issue_number')
  return found(call.repository.issues.find((issue) => issue.number === number))
}
