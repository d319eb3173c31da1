import { expect, test } from '@jest/globals'
import { hearLogin } from '../../src/flows/hear-login.ts'
import { watchedJobs } from '../../src/flows/watched-jobs.ts'
import { Mint } from '../../src/lib/mint.ts'
import { providers } from '../../src/providers/index.ts'
import { compile } from '../../src/scan/ruleset.ts'
import type { Failure } from '../../src/workflow.ts'
import { hostedWith } from './hosted.ts'

const PATH = '.github/workflows/w.yml'
const BEFORE = 'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/publish@v1\n        with: { token: a }\n      - run: publish --token a\n'
const AFTER = BEFORE.replace('{ token: a }', '{ oidc: true }').replace(' --token a', '').replace('    steps:\n', '    steps:\n      - uses: acme/login@v2\n')
const [WATCHED] = watchedJobs(PATH, { before: BEFORE, after: AFTER })

const KNOWN: readonly Failure[] = [
  { said: /subject '(?<value>[^']{1,100})' is not let in/, claim: 'sub', why: 'It is another.', mend: 'Make it the same.' },
  { said: /need auth/, why: 'None.', mend: 'Log in.' },
]
const RULES = compile(providers.flatMap(({ tokens }) => tokens))
const LEAK = `xoxb-${new Mint('hear').chars('0123456789', 12)}-${new Mint('hear').chars('0123456789', 12)}-${new Mint('hear').base62(24)}`
const END = 'Process completed with exit code 1.'

interface Scene {
  readonly failed: string
  readonly notes?: readonly string[]
  readonly log?: string
}

async function heard({ failed, notes = [], log }: Scene): Promise<object> {
  const hosted = hostedWith({ notesOf: async () => notes.map((message) => ({ title: '', message })), endOfLog: async () => log })
  const job = { id: 1, name: 'deploy', conclusion: 'failure', url: '', steps: [{ name: failed, conclusion: 'failure' }] }
  if (WATCHED === undefined) throw new TypeError('nothing is watched')
  const { state, ...rest } = await hearLogin(hosted, { job, watched: WATCHED, known: KNOWN, ruleset: RULES })
  return { state, ...('quote' in rest ? { quote: rest.quote } : {}), ...('value' in rest ? { value: rest.value } : {}), ...('step' in rest ? { step: rest.step } : {}) }
}

test.each<[string, Scene, object]>([
  ['what it annotated, whole', { failed: 'Run acme/login@v2', notes: ["Error: the subject 'a:b' is not let in here"] }, { state: 'known', quote: "Error: the subject 'a:b' is not let in here", value: 'a:b' }],
  ['what a command printed, and no word more', { failed: 'Run publish', notes: [END], log: `2026-01-01T00:00:00.0000000Z \u001B[31mKEY=hunter2 npm error need auth hunter2\u001B[0m\r\n` }, { state: 'known', quote: 'need auth' }],
  ['the surer words first', { failed: 'Run publish', notes: [END], log: "need auth\nsubject 'x' is not let in\n" }, { state: 'known', quote: "subject 'x' is not let in", value: 'x' }],
  ['nothing of what holds a secret', { failed: 'Run acme/login@v2', notes: [`Unauthorized: ${LEAK}`] }, { state: 'refused', quote: '' }],
  ['words of a refusal that nobody documents', { failed: 'Run publish', notes: [END, 'Unauthorized: go away'], log: 'x' }, { state: 'refused', quote: 'Unauthorized: go away' }],
  ['nothing but that the login failed', { failed: 'Run acme/login@v2', notes: [END] }, { state: 'silent', step: 'Run acme/login@v2' }],
  ['that what was there before failed for a reason of its own', { failed: 'Run acme/publish@v1', notes: ['400 File already exists'], log: 'File already exists' }, { state: 'other' }],
  ['that a command failed for a reason of its own', { failed: 'Run publish', notes: [END], log: 'no such file' }, { state: 'other' }],
])('of a job that failed is heard %s', async (_, scene, expected) => {
  expect(await heard(scene)).toEqual(expected)
})
