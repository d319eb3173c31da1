import { isDeepStrictEqual } from 'node:util'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { planMigrations, type MigrationPlan } from '../../src/migrate/plan.ts'
import { providers } from '../../src/providers/index.ts'
import { made } from './generated.ts'
import { PATH, refusals } from './planning.ts'

const migrations = providers.flatMap((provider) => provider.migrations ?? [])
const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1)
const facts = { owner: 'octo', name: 'shop', defaultBranch: 'main' }

function planned(text: string): Promise<MigrationPlan> {
  return planMigrations({ workflows: [{ path: PATH, text }], migrations, facts })
}

test('every plan of generated workflows is the same again, is carried out once, and breaks nothing', async () => {
  let rewritten = 0
  for (const { seed, text } of SEEDS.map(made)) {
    const plan = await planned(text)
    const after = plan.files[0]?.after ?? text
    const faults = [
      ...(isDeepStrictEqual(plan, await planned(text)) ? [] : ['planned differently']),
      ...((await planned(after)).files.length === 0 ? [] : ['changed a second time']),
      ...refusals(after).filter((refusal) => !refusals(text).map(bare).includes(bare(refusal))),
      ...unasked(text, after),
      ...(foreignLines(text, after) ? ['line ends mixed'] : []),
      ...items(plan),
    ]
    if (faults.length > 0) throw new Error(`seed ${seed}: ${faults.join('; ')}\n${text}\n=====\n${after}`)
    if (after !== text) rewritten++
  }
  expect(rewritten).toBeGreaterThan(SEEDS.length / 3)
}, 120_000)

function bare(refusal: string): string {
  return refusal.replace(/\(Line: \d+, Col: \d+\)/, '')
}

/** What no migration asks for, and differs: events, runners, strategies, and steps that name no secret. */
function unasked(before: string, after: string): readonly string[] {
  const [old, fresh] = [shape(before), shape(after)]
  return Object.keys(old).filter((key) => !isDeepStrictEqual(old[key], fresh[key]))
}

type Shape = Record<string, unknown>

interface Parsed {
  readonly [key: string]: unknown
  readonly jobs: Readonly<Record<string, { readonly [key: string]: unknown; readonly steps: readonly { readonly [key: string]: unknown }[] }>>
}

function shape(text: string): Shape {
  const { jobs, env: _env, permissions, ...rest }: Parsed = parse(text, { merge: true })
  const parts: Shape = { ...rest, permissions }
  for (const [id, { steps, env: _own, permissions: _wide, ...job }] of Object.entries(jobs)) {
    parts[id] = job
    parts[`${id} plain steps`] = steps.filter((step) => /^(?:make|one two|make\n\nmake\tit\n)$/.test(String(step['run'])))
  }
  return parts
}

function foreignLines(before: string, after: string): boolean {
  return before.includes('\r\n') ? /(?<!\r)\n/.test(after) : after.includes('\r')
}

/** One item for each secret; a rewrite has edits, anything else has none. */
function items({ items: all }: MigrationPlan): readonly string[] {
  const twice = all.filter((item, i) => all.findIndex(({ secret }) => secret === item.secret) !== i)
  const odd = all.filter(({ action, edits }) => (action === 'rewrite') !== (edits.length > 0))
  return [...twice, ...odd].map(({ secret, action }) => `item ${secret} ${action}`)
}
