import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { parseDocument } from 'yaml'
import { root } from '../support/source-files.ts'
import { tempFolder } from '../support/git.ts'
import { buildBundle } from './bundle.ts'
import { commandsIn, type Command } from './commands.ts'

export interface Step {
  readonly event: string
  readonly payload: unknown
  readonly workspace: string
  /** `owner/name` */
  readonly repository: string
  readonly server: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** What must not stand in anything that the step leaves behind. */
  readonly secrets?: readonly string[]
}

export interface Ran {
  readonly code: number | null
  readonly log: string
  readonly commands: readonly Command[]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** The SARIF file of the workspace, '' where there is none. */
  readonly sarif: string
  /** All of that. */
  readonly all: string
}

/** The places that a run marked as errors: `path:line`. */
export function errorsOf(ran: Ran): readonly string[] {
  return ran.commands.filter(({ name, properties }) => name === 'error' && properties['file'] !== undefined).map(({ properties }) => `${properties['file']}:${properties['line']}`)
}

/** Runs the bundled Action as a runner does: Node, environment, files; and looks that it leaves nothing behind that it should not. */
export async function runStep(step: Step): Promise<Ran> {
  const { path } = await buildBundle()
  const home = tempFolder()
  const files = { output: join(home, 'output'), summary: join(home, 'summary'), event: join(home, 'event.json'), temp: join(home, 'temp') }
  mkdirSync(files.temp)
  for (const file of [files.output, files.summary]) writeFileSync(file, '')
  writeFileSync(files.event, JSON.stringify(step.payload))
  const { code, log } = await run(path, { cwd: step.workspace, env: environment(step, files) })
  const [output, summary] = [readFileSync(files.output, 'utf8'), readFileSync(files.summary, 'utf8')]
  const sarifFile = join(step.workspace, step.inputs?.['sarif'] || 'mayfly.sarif')
  const sarif = existsSync(sarifFile) ? readFileSync(sarifFile, 'utf8') : ''
  const all = [log, output, summary, sarif].join('\n')
  expect(readdirSync(files.temp)).toEqual([])
  const secrets = [...(step.secrets ?? []), step.inputs?.['token'] ?? ''].filter((secret) => secret !== '')
  expect(secrets.filter((secret) => all.includes(secret) || all.includes(Buffer.from(secret).toString('base64')))).toEqual([])
  return { code, log, commands: commandsIn(log), summary, outputs: outputsIn(output), sarif, all }
}

function environment(step: Step, files: Readonly<Record<'output' | 'summary' | 'event' | 'temp', string>>): Record<string, string> {
  const inputs = Object.entries({ ...defaultInputs(), ...step.inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: files.temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: step.event,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_REPOSITORY: step.repository,
    GITHUB_SERVER_URL: step.server,
    RUNNER_TEMP: files.temp,
    ...Object.fromEntries(inputs),
    ...step.env,
  }
}

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
}

/** What the runner gives where the workflow says nothing; an expression is the test's business. */
function defaultInputs(): Readonly<Record<string, string>> {
  const { inputs }: Metadata = parseDocument(readFileSync(`${root}action.yml`, 'utf8')).toJS()
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, (input.default ?? '').replace(/^\$\{\{.*\}\}$/, '')]))
}

async function run(file: string, { cwd, env }: { readonly cwd: string; readonly env: Record<string, string> }): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn(process.execPath, [file], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.on('close', resolve)
  return { code: await promise, log: Buffer.concat(chunks).toString('utf8') }
}

// `name<<delimiter`, the value, the delimiter: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/^(\w+)<<(\S+)\n(?:(.*?)\n)?\2$/gms)].map(([, name = '', , value = '']) => [name, value]))
}
