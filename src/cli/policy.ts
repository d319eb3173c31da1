import { statSync } from 'node:fs'
import { openLocal, POLICY_PATH, providers, strays, type Policy, type Problem, type Settings } from '../index.ts'
import type { Args, Command } from './command.ts'
import { policyFor } from './policy-for.ts'
import { wrong } from './read-args.ts'
import { print } from './terminal.ts'

const help: Omit<Command, 'run'> = {
  name: 'policy',
  takes: 'check [PATH]',
  positionals: 2,
  says: 'tells whether a policy is well-formed, and what it comes to',
  about: ['PATH is a policy file, or a folder whose repository has .github/token-policy.yml; the current folder unless told.'],
  options: {},
  examples: [
    { line: 'mayfly policy check', says: 'the policy of this repository' },
    { line: 'mayfly policy check team-policy.yml', says: 'that file' },
  ],
  exits: [
    { code: 0, says: 'the policy holds, or there is none and the default does' },
    { code: 2, says: 'it is malformed; each line says where (line:column) and what was expected' },
  ],
}

export const policy: Command = { ...help, run }

async function run({ positionals: [verb, place = '.'] }: Args): Promise<number> {
  if (verb !== 'check') throw wrong(verb === undefined ? 'what to do with the policy is missing: check' : `${JSON.stringify(verb)} is not check`, help)
  const found = await read(place)
  await print(found.state === 'malformed' ? found.problems.map(lineOf).join('') : `${summary(found, place)}${warnings(found.policy)}`)
  return found.state === 'malformed' ? 2 : 0
}

async function read(place: string): Promise<Settings & { readonly from?: string }> {
  const isFile = statSync(place, { throwIfNoEntry: false })?.isFile() === true
  const repo = await openLocal(isFile ? '.' : place)
  try {
    const settings = await policyFor(repo, isFile ? place : undefined)
    const exists = isFile || (await repo.file(POLICY_PATH)) !== undefined
    return exists ? { ...settings, from: isFile ? place : POLICY_PATH } : settings
  } finally {
    await repo.close()
  }
}

function lineOf({ source, line, column, message }: Problem): string {
  return `${source}:${line}:${column}: ${message}\n`
}

function summary({ policy, from }: Extract<Settings, { state: 'read' }> & { readonly from?: string }, place: string): string {
  if (from === undefined) return `${place} has no ${POLICY_PATH}: the default policy holds.\n`
  const own = policy.rules.filter(({ line }) => line !== null).length
  const parts = [many(own, 'rule'), many(policy.exceptions.length, 'exception'), many(policy.ignored.length, 'ignored path')]
  return `${from} is well-formed: ${parts.join(', ')}; the default rules follow.\n`
}

function many(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}

/** What the policy names and this version does not know: no error, since another version may. */
function warnings(policy: Policy): string {
  return strays(policy, providers.flatMap(({ tokens }) => tokens.map(({ id }) => id))).map((stray) => `warning: ${stray}\n`).join('')
}
