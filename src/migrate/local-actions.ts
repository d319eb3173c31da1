import { stringify } from 'yaml'
import { at, type Json } from '../lib/json.ts'
import type { RepoFacts, Workflow } from '../workflow.ts'
import { readWorkflow } from './read.ts'
import { parseSource, plain } from './source.ts'

/** The actions of the repository that its workflows use, by their names (`./folder`), their steps read as those of a workflow. */
export type LocalActions = ReadonlyMap<string, LocalAction>

export interface LocalAction {
  readonly path: string
  /** The steps of a composite action. */
  readonly workflow?: Workflow
  /** Under which other repositories use it: `owner/name`, in lower case. */
  readonly published?: string
  /** The inputs that it says take a token of GitHub's, in lower case. */
  readonly tokens: ReadonlySet<string>
}

/** Reads the actions that steps hand secrets to; what a composite one does with an input is then known. */
export async function localActions(workflows: readonly Workflow[], facts: RepoFacts): Promise<LocalActions> {
  const names = new Set(workflows.flatMap(({ flows }) => flows.flatMap(({ to }) => (to.kind === 'input' && to.step.uses?.name.startsWith('./') === true ? [to.step.uses.name] : []))))
  const found = new Map<string, LocalAction>()
  for (const name of names) {
    const action = await localAction(name, facts)
    if (action !== undefined) found.set(name, action)
  }
  return found
}

async function localAction(name: string, facts: RepoFacts): Promise<LocalAction | undefined> {
  const folder = name.replace(/^\.\//, '').replace(/\/$/, '')
  for (const path of ['action.yml', 'action.yaml'].map((file) => (folder === '' ? file : `${folder}/${file}`))) {
    const text = await facts.files?.(path)
    if (text === undefined) continue
    const own = await repositoryName(facts)
    return { ...asWorkflow(path, text), ...(own === undefined ? {} : { published: folder === '' ? own : `${own}/${folder}`.toLowerCase() }) }
  }
  return undefined
}

/** Where nobody tells the repository's name, the action that its readme shows most is its own. */
async function repositoryName({ owner, name, files }: RepoFacts): Promise<string | undefined> {
  if (owner !== undefined && name !== undefined) return `${owner}/${name}`.toLowerCase()
  const shown = Array.from((await files?.('README.md') ?? '').matchAll(SHOWN), ([, action = '']) => action.toLowerCase())
  const [most] = [...Map.groupBy(shown.filter((action) => !action.startsWith('actions/')), (action) => action).values()].toSorted((a, b) => b.length - a.length)
  return most?.[0]
}

const SHOWN = /\buses:\s{0,9}["']?([\w-]{1,100}\/[\w.-]{1,100})(?:\/[\w./-]{1,200})?@/g

/** Its inputs take the place of secrets: docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
function asWorkflow(path: string, text: string): LocalAction {
  const source = parseSource(path, text)
  const action = 'doc' in source ? json(plain(source)) : null
  const steps = at(action, 'runs', 'steps')
  const about = { path, tokens: tokensIn(at(action, 'inputs')) }
  if (steps === undefined) return about
  const written = stringify({ on: 'push', jobs: { action: { 'runs-on': 'any', steps } } }).replaceAll(/\binputs\.(?=[A-Za-z_])/g, 'secrets.')
  const made = parseSource(path, written)
  return 'doc' in made ? { ...about, workflow: readWorkflow(made) } : about
}

/** What an input is for is told by its default or its description. */
function tokensIn(inputs: Json | undefined): ReadonlySet<string> {
  if (inputs === undefined || inputs === null || typeof inputs !== 'object' || Array.isArray(inputs)) return new Set()
  return new Set(Object.entries(inputs).flatMap(([name, input]) => {
    const told = `${asText(at(input, 'default'))} ${asText(at(input, 'description'))}`
    return /token|pat\b/i.test(name) && OF_GITHUB.test(told) ? [name.toLowerCase()] : []
  }))
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

const OF_GITHUB = /github\.token|GITHUB_TOKEN|\bgithub\s(?:\w{1,20}\s){0,2}(?:token|pat)\b|\bgithub\sAPI\b|personal access token/i

function json(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value ?? null))
  return parsed
}
