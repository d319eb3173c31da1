// Scripts of the repository that hand a key on without the third part that temporary credentials have.
import { codeSpan } from '../../lib/code-span.ts'
import type { Around, Job, RepoFacts } from '../../workflow.ts'
import { FORWARDS } from './oidc-session.ts'

const RUNS_SCRIPTS = /^(?:make|gmake|task|just|bash|sh|zsh|source|\.{0,2}\/\S{1,200}\.sh|\.{1,2}\/\S{1,200})$/
const SCRIPTS = /\.(?:sh|bash|mk)$|(?:^|\/)(?:GNU)?[Mm]akefile$|(?:^|\/)(?:[Jj]ustfile|Taskfile\.ya?ml)$/
const BULK = /(?:^|\/)(?:node_modules|vendor|third_party|dist|testdata|fixtures|examples?)\//
const MOST_SCRIPTS = 200
/** `--env AWS_SECRET_ACCESS_KEY`, `AWS_SECRET_ACCESS_KEY=$…`: handed to something that does not share the environment. */
const FORWARDED = /(?:-e|--env|--build-arg)[ =]["']?AWS_SECRET_ACCESS_KEY|AWS_SECRET_ACCESS_KEY["']?\s{0,5}[:=]\s{0,5}["']?\$/

/** Of a job that runs scripts of the repository: one of them that hands the key on without its third part. */
export async function scriptTrouble(jobs: readonly Job[], { facts }: Around): Promise<string | undefined> {
  const isolated = await toxTrouble(jobs, facts)
  if (isolated !== undefined) return isolated
  const runs = jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ words }) => RUNS_SCRIPTS.test(words[0] ?? ''))))
  if (!runs || facts.paths === undefined || facts.files === undefined) return undefined
  const paths = (await facts.paths()).filter((path) => SCRIPTS.test(path) && !BULK.test(path)).slice(0, MOST_SCRIPTS)
  for (const path of paths) {
    // A script that cannot be read keeps nobody from the plan.
    const text = (await facts.files(path).catch(() => undefined)) ?? ''
    if (FORWARDED.test(text) && !/AWS_SESSION_TOKEN/.test(text)) return `${codeSpan(path)} ${FORWARDS}`
  }
  return undefined
}

const PASSED = /\bAWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)\b/

/** tox runs in an environment of its own, which has what `passenv` (`pass_env`) names: https://tox.wiki/en/latest/reference/config.html#pass_env */
async function toxTrouble(jobs: readonly Job[], { files }: RepoFacts): Promise<string | undefined> {
  if (!jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ words }) => words.slice(0, 3).includes('tox'))))) return undefined
  for (const path of ['tox.ini', 'tox.toml', 'pyproject.toml', 'setup.cfg']) {
    const text = (await files?.(path).catch(() => undefined)) ?? ''
    if (/pass_?env/.test(text) && PASSED.test(text) && !/\bAWS_(?:\*|S\*|SESSION_TOKEN)/.test(text)) return `${codeSpan(path)} ${FORWARDS}`
  }
  return undefined
}
