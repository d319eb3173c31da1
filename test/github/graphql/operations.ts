import { at, textAt } from '../../../src/lib/json.ts'
import { setDraft } from '../acts/pulls.ts'
import { grantedOn, mayRead, permits } from '../http/authorize.ts'
import { actorOf, type Call, type Routes } from '../http/call.ts'
import { failed, ok, Refusal, type JsonObject, type Reply } from '../http/reply.ts'
import { pullNodeId } from '../shape/pull.ts'
import { pullsOf } from '../world/issues.ts'
import type { PlacedPull } from '../acts/merge-ref.ts'

// What the REST API can't do: https://docs.github.com/en/graphql/reference/mutations
const MUTATIONS = [
  { name: 'convertPullRequestToDraft', draft: true },
  { name: 'markPullRequestReadyForReview', draft: false },
] as const

/** The few GraphQL operations that Mayfly uses; any other fails and is recorded. */
export const graphqlRoutes: Routes = { 'POST /graphql': answer }

async function answer(call: Call): Promise<Reply> {
  const { world, caller, body } = call
  if (caller.as === 'nobody' || caller.as === 'app') throw new Refusal(failed(401, 'Bad credentials'))
  const query = textAt(body, 'query') ?? ''
  const mutation = MUTATIONS.find(({ name }) => new RegExp(`\\b${name}\\s*\\(`).test(query))
  if (mutation === undefined) {
    world.violations.push(`POST /graphql: unknown operation ${/^\s*\w*\s*\w*/.exec(query)?.[0].trim() ?? ''}`)
    return failure('undefinedField', 'this operation is not known here')
  }
  const place = namedPull(call, query)
  if (place === undefined) return failure('NOT_FOUND', 'Could not resolve to a node with the given global id')
  if (caller.as === 'installation' && !permits(grantedOn(caller, place.repository), 'pull_requests:write')) {
    return failure('FORBIDDEN', 'Resource not accessible by integration')
  }
  await setDraft(world, { ...place, sender: actorOf(caller), draft: mutation.draft })
  const { item } = place
  return ok({
    data: {
      [mutation.name]: { clientMutationId: null, pullRequest: { id: pullNodeId(item), number: item.number, isDraft: item.pull.draft } },
    },
  })
}

/** The pull request whose id stands in the variables or in the query. */
function namedPull(call: Call, query: string): PlacedPull | undefined {
  const { world, caller, body } = call
  const text = `${JSON.stringify(at(body, 'variables') ?? {})} ${query}`
  const id = /PR_[\w-]{1,100}/.exec(text)?.[0]
  const places = world.repositories.flatMap((repository) => pullsOf(repository).map((item) => ({ repository, item })))
  return places.find(({ repository, item }) => pullNodeId(item) === id && mayRead(world, { caller, repository }))
}

/** GraphQL answers 200 also where it fails. */
function failure(type: string, message: string): Reply {
  const error: JsonObject = { type, message, path: [], locations: [{ line: 1, column: 1 }] }
  return ok({ data: null, errors: [error] })
}
