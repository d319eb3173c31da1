// Calls of GitHub's API by curl that start workflows: docs.github.com/rest/repos/repos#create-a-repository-dispatch-event,
// docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event
import { spellings } from '../../recipes/flags.ts'
import { linesWith } from '../../recipes/registry.ts'
import type { Access, Flow } from '../../workflow.ts'

export interface Dispatched {
  /** `owner/name`, or an expression for the repository itself. */
  readonly repository: string
  readonly permissions: Readonly<Record<string, Access>>
}

/** What a token starts that stands in such calls to one repository and nowhere else; undefined where it may do more. */
export function dispatchedBy({ to, expression }: Flow): Dispatched | undefined {
  const step = to.kind === 'command' ? to.step : to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
  const values = to.kind === 'variable' ? spellings(to.name) : [expression]
  const lines = [...new Set(values.flatMap((value) => linesWith(step, value)))]
  const calls = lines.map((line) => callIn(line, values))
  const [first] = calls
  return first !== undefined && calls.every((one) => one?.repository === first.repository && one.scope === first.scope) ? { repository: first.repository, permissions: { [first.scope]: 'write' } } : undefined
}

const HEADER = /["']Authorization:\s{0,3}(?:token|Bearer)\s{1,3}([^"']{1,300})["']/i
const ADDRESS = /https:\/\/api\.github\.com\/repos\/(\$\{\{ ?github\.repository ?\}\}|\$\{?GITHUB_REPOSITORY\}?|[\w-]{1,100}\/[\w.-]{1,100})\/(actions\/workflows\/[\w.-]{1,200}\/)?dispatches(?=["'\s]|$)/g

function callIn(line: string, values: readonly string[]): { readonly repository: string; readonly scope: 'actions' | 'contents' } | undefined {
  const token = HEADER.exec(line)?.[1]?.trim()
  const [address, ...more] = line.matchAll(ADDRESS)
  if (!/^\s{0,80}curl\s/.test(line) || token === undefined || !values.includes(token) || address === undefined || more.length > 0) return undefined
  const rest = line.replace(token, '')
  return values.some((value) => rest.includes(value)) ? undefined : { repository: address[1] ?? '', scope: address[2] === undefined ? 'contents' : 'actions' }
}
