import { readFileSync } from 'node:fs'
import { getInput } from '@actions/core'
import { MayflyError } from '../src/lib/errors.ts'
import type { Http } from '../src/lib/http.ts'
import { parseJson, type Json } from '../src/lib/json.ts'
import { httpOf } from '../src/lib/stand-ins.ts'

/** What the workflow asks for, and what the runner tells of the event. */
export interface Setting {
  readonly mode: 'scan' | 'migrate' | 'retire'
  /** Empty: nothing is fetched. */
  readonly token: string
  readonly verify: 'yes' | 'no' | 'as-policy'
  /** `no` also where the runner has no cache to offer. */
  readonly cache: 'yes' | 'no'
  /** Relative to the workspace; empty writes none. */
  readonly sarif: string
  readonly patch: string
  readonly report: string
  readonly retirement: {
    /** The old secrets, a line each. */
    readonly old: string
    /** What may hold the credentials that take their place. */
    readonly fresh: string
    readonly how: 'switch-off' | 'delete' | 'report'
    readonly proof: 'credential' | 'word'
  }
  readonly workspace: string
  readonly temp: string | undefined
  /** `https://github.com` */
  readonly server: string
  readonly owner: string
  readonly name: string
  readonly event: string
  readonly payload: Json | undefined
  readonly ref: string
  readonly sha: string
  /** The way to the providers. */
  readonly http: Http
}

/**
 * Reads inputs and environment. Throws MayflyError('usage') for what cannot be understood.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function readSetting(env: NodeJS.ProcessEnv): Setting {
  return {
    mode: choice('mode', { 'scan': 'scan', 'migrate': 'migrate', 'retire': 'retire', '': 'scan' }),
    token: getInput('token'),
    verify: choice('verify', { 'true': 'yes', 'false': 'no', '': 'as-policy' }),
    cache: choice('cache', { 'true': hasCache(env) ? 'yes' : 'no', 'false': 'no', '': 'no' }),
    sarif: getInput('sarif'),
    patch: getInput('patch'),
    report: getInput('report'),
    retirement: {
      old: getInput('old'),
      fresh: getInput('new') || environmentOf(env),
      how: choice('how', { 'switch-off': 'switch-off', 'delete': 'delete', 'report': 'report', '': 'switch-off' }),
      proof: choice('proof', { 'credential': 'credential', 'word': 'word', '': 'credential' }),
    },
    workspace: env['GITHUB_WORKSPACE'] || process.cwd(),
    temp: env['RUNNER_TEMP'] || undefined,
    server: env['GITHUB_SERVER_URL'] || 'https://github.com',
    ...repositoryOf(env['GITHUB_REPOSITORY'] ?? ''),
    event: env['GITHUB_EVENT_NAME'] ?? '',
    payload: payloadOf(env['GITHUB_EVENT_PATH']),
    ref: env['GITHUB_REF'] ?? '',
    sha: env['GITHUB_SHA'] ?? '',
    http: httpOf(env['MAYFLY_STAND_INS']),
  }
}

function hasCache(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['ACTIONS_RUNTIME_TOKEN'] && (env['ACTIONS_RESULTS_URL'] || env['ACTIONS_CACHE_URL']))
}

/** What login steps leave behind: variables of the job, but for the runner's own and the inputs of this step. */
function environmentOf(env: NodeJS.ProcessEnv): string {
  const own = Object.entries(env).filter(([name]) => !/^(?:INPUT|GITHUB|RUNNER|ACTIONS|STATE)_/.test(name))
  // In order, so that the halves of one credential stand together.
  return own.map(([name, value]) => `${name}=${value ?? ''}`).toSorted().join('\n')
}

function choice<Meaning>(name: string, meanings: Readonly<Record<string, Meaning>>): Meaning {
  const text = getInput(name)
  const meaning = Object.hasOwn(meanings, text) ? meanings[text] : undefined
  if (meaning !== undefined) return meaning
  const words = new Intl.ListFormat('en', { type: 'disjunction' }).format(Object.keys(meanings).filter((word) => word !== ''))
  throw new MayflyError('usage', `the input ${name} is ${words}, not ${JSON.stringify(text)}`)
}

function repositoryOf(text: string): Pick<Setting, 'owner' | 'name'> {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(text) ?? []
  if (owner !== undefined && name !== undefined) return { owner, name }
  throw new MayflyError('usage', `GITHUB_REPOSITORY is owner/name, not ${JSON.stringify(text)}`)
}

function payloadOf(path: string | undefined): Json | undefined {
  if (path === undefined || path === '') return undefined
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new MayflyError('usage', `the event's payload ${JSON.stringify(path)} (GITHUB_EVENT_PATH) could not be read`, { cause })
  }
}
