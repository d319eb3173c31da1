import { info, notice, setFailed, setOutput } from '@actions/core'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { providers, retire as retireSecrets, visible, type Retirement } from '../src/index.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { writeFiles } from '../src/lib/write-files.ts'
import type { Setting } from './setting.ts'
import { summarize } from './tell.ts'

/** Verifies the old secrets, has them die by their own right, verifies that they are dead, and reports. */
export async function retire(setting: Setting): Promise<void> {
  const { old, fresh, how, proof } = setting.retirement
  if (old === '') throw new MayflyError('usage', 'mode retire needs the input old: the secrets to retire, a line each')
  const all = await retireSecrets({ old, fresh, how, proof, providers, http: setting.http, now: () => new Date() })
  if (all.length === 0) {
    throw new MayflyError('usage', 'no secret of a provider that Mayfly knows was recognised in the input old: retire it by hand, or give it with its other halves (an AWS key: id and secret)')
  }
  setOutput('state', stateOf(all))
  setOutput('report', writeReport(all, setting))
  for (const one of all) tellOne(one)
  await summarize(summaryOf(all, setting))
  const left = all.filter(({ after }) => after.state !== 'dead')
  if (left.length > 0 && how !== 'report') setFailed(`${left.length} of ${all.length} old secrets are not known to be dead: ${visible(left.map(sentenceOf).join(' '))}`)
}

/** The worst of them. */
function stateOf(all: readonly Retirement[]): 'dead' | 'unknown' | 'live' {
  const states = new Set(all.map(({ after }) => after.state))
  return states.has('live') ? 'live' : states.has('unknown') ? 'unknown' : 'dead'
}

function writeReport(all: readonly Retirement[], { report, workspace }: Setting): string {
  if (report === '') return ''
  const path = resolve(workspace, report)
  mkdirSync(dirname(path), { recursive: true })
  writeFiles([{ path, text: `${JSON.stringify({ version: 1, secrets: all }, null, 2)}\n` }])
  return report
}

/** The App reads this notice of the job's check run: it is how it learns that a secret is dead. */
function tellOne(one: Retirement): void {
  info(visible(sentenceOf(one)))
  notice(`kind=${one.kind} act=${one.act} state=${one.after.state}`, { title: 'Mayfly: old secret' })
}

const ACTS: Readonly<Record<Retirement['act'], string>> = {
  'switched-off': 'was switched off',
  'deleted': 'was deleted',
  'already-dead': 'was dead already',
  'refused': 'was not switched off',
  'cannot': 'cannot be switched off from here',
  'unclear': 'may still work',
  'not-asked': 'was only asked about',
  'not-proven': 'was left as it is',
}

function sentenceOf({ title, act, why, after }: Retirement): string {
  const end = after.state === 'dead' ? 'Its provider says that it is dead.' : after.state === 'live' ? 'Its provider says that it still works.' : 'Whether it still works is not known.'
  return [`The ${title} ${ACTS[act]}.`, ...(why === undefined ? [] : [why]), end].join(' ')
}

function summaryOf(all: readonly Retirement[], setting: Setting): string {
  const rows = all.map((one) => `- ${one.after.state === 'dead' ? '✓' : '✗'} ${visible(sentenceOf(one))}`)
  const left = all.filter(({ after }) => after.state !== 'dead').map(({ provider }) => provider)
  return [
    '## Mayfly: the end of the old secrets',
    rows.join('\n'),
    ...byHand(left, setting),
    ...(left.length === 0 ? ['Now delete the stored secrets themselves: in the repository, its environments and the organization.'] : []),
  ].join('\n\n')
}

/** Who must do it, and where, for what did not end by itself. */
function byHand(left: readonly string[], { server, owner, name }: Setting): readonly string[] {
  const migrations = providers.filter(({ id }) => left.includes(id)).flatMap(({ migrations = [] }) => migrations)
  const lines = [...new Set(migrations.flatMap((migration) => migration.retire([], { server, owner, name })))]
  return lines.length === 0 ? [] : [`### By hand\n\n${lines.map((line, i) => `${i + 1}. ${line}`).join('\n')}`]
}
