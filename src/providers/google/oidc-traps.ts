import { codeSpan } from '../../lib/code-span.ts'
import { configTrouble, REMOTE, runsElsewhere } from '../../recipes/remote.ts'
import type { RepoFacts, Step, Use } from '../../workflow.ts'

const FILE = /credentials_file_path|GOOGLE_APPLICATION_CREDENTIALS|GOOGLE_GHA_CREDS_PATH|CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE|gha-creds/
/** What needs the private key in the file, which is not there any more. */
const NEEDS_KEY = /_json_key|\bjq\b|\bcat\s|\bbase64\b|private_key|client_email|signurl|sign-url/

/** A key that another machine logs in with, or a login to a registry that is handed on. */
export function remoteTrouble(uses: readonly Use[]): string | undefined {
  for (const { as, flow } of uses) {
    const { to, step, job } = flow
    const steps = to.kind === 'variable' ? to.mentions.flatMap((mention) => mention.step ?? []) : step === undefined ? [] : [step]
    const text = to.kind === 'variable' ? to.name : flow.expression
    if ((as === 'docker' || as === 'shell') && steps.some((one) => runsElsewhere(one, text))) return REMOTE
    const why = (as === 'docker' || as === 'registry') && job !== undefined ? configTrouble(job) : undefined
    if (why !== undefined) return why
  }
  return undefined
}

/** gcloud gives no identity token for a federated login: github.com/google-github-actions/auth/issues/291 */
function asksIdentity({ commands }: Step): boolean {
  return commands.some(({ text }) => /\bauth\s{1,9}print-identity-token\b/.test(text) && !text.includes('--impersonate-service-account'))
}

const IDENTITY = 'asks gcloud for an identity token, which a federated login does not give; the login step does with `token_format: id_token`.'

/** A step behind a login that opens its credentials file as a key, or signs with it. */
export function readersTrouble(uses: readonly Use[]): string | undefined {
  const asking = uses.flatMap(({ flow }) => flow.job?.steps ?? []).find(asksIdentity)
  if (asking !== undefined) return `The step on line ${asking.line} ${IDENTITY}`
  const jobs = new Set(uses.flatMap(({ as, flow }) => (as === 'login' && flow.job !== undefined ? [flow.job] : [])))
  for (const { steps } of jobs) {
    const reader = steps.find((step) => step.commands.some(({ text }) => (FILE.test(text) && NEEDS_KEY.test(text)) || /\bgsutil\s.{0,80}signurl|storage\s{1,9}sign-url/.test(text)))
    if (reader !== undefined) return `The step on line ${reader.line} needs the private key itself, which a federated login does not have.`
  }
  return undefined
}

interface Looked {
  readonly trouble?: string
  readonly assumed: readonly string[]
}

const IGNORED = 'The login leaves `gha-creds-*.json` in the workspace (it goes when the job ends): see that `.dockerignore` keeps it out of images.'

/** A credentials file that comes new into a workspace which a later step copies into an image or an archive. */
export async function imageTrouble(files: readonly Step[], facts: RepoFacts): Promise<Looked> {
  const builders = files.flatMap((reader) => reader.job.steps.filter((step) => step.index >= reader.index && buildsImage(step)))
  if (builders.length === 0) return { assumed: [] }
  if (facts.files === undefined) return { assumed: [IGNORED] }
  const ignored = ((await facts.files('.dockerignore')) ?? '').split('\n').map((line) => line.trim())
  if (ignored.some((line) => /^(?:\*\*\/)?(?:gha-creds|\*\.json|\*\*?$)/.test(line))) return { assumed: [] }
  for (const path of builders.map(dockerfileOf)) {
    const text = await facts.files(path)
    if (text === undefined) return { assumed: [IGNORED] }
    if (/^\s{0,20}(?:COPY|ADD)\s{1,20}(?:--\S{1,80}\s{1,9}){0,5}["']?(?:\.|\.\/|\*|\*\.json)["']?\s/im.test(text)) return { trouble: copied(path), assumed: [] }
  }
  return { assumed: [] }
}

function copied(path: string): string {
  return `${codeSpan(path)} copies the whole workspace into an image, where the login leaves \`gha-creds-*.json\`: add that to \`.dockerignore\` first.`
}

/** The build action takes its context from git unless it is given a path: github.com/docker/build-push-action#git-context */
function buildsImage(step: Step): boolean {
  if (/^docker\/(?:build-push|bake)-action$/.test(step.uses?.name ?? '')) return step.with.some(({ name, value }) => name === 'context' && !/^https?:|\$\{\{/.test(value))
  return step.commands.some(({ text }) => /^(?:docker|podman)\s(?:.{0,80}\s)?build\b|^docker(?:-|\s)compose\s.{0,80}(?:build|--build)|^gcloud\s{1,9}builds\s{1,9}submit|^pack\s{1,9}build/.test(text))
}

function dockerfileOf(step: Step): string {
  const input = step.with.find(({ name }) => name === 'file')?.value
  const flag = step.commands.flatMap(({ words }) => words.flatMap((word, i) => (word === '-f' || word === '--file' ? [words[i + 1] ?? ''] : [])))[0]
  return (input ?? flag ?? 'Dockerfile').replace(/^\.\//, '')
}
