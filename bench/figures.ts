// The figures that Mayfly is held to, each a ratio to what git, cat or node itself took in the same round.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Subject } from './places.ts'
import type { Product } from './product.ts'
import { measure, ratio, spread, type Contender, type Measured, type Spread, type Times } from './rounds.ts'

export interface Figure extends Spread {
  readonly subject: string
  readonly name: string
  /** At most this much, of a speed at least; undefined where it is for information. */
  readonly goal: number | undefined
  readonly unit: 'ratio' | 'ms' | 'GB/s' | 's'
}

export interface Setting {
  readonly product: Product
  readonly rounds: number
}

const PRINT = ['cat-file', '--batch-all-objects', '--batch', '--unordered', '--buffer'] as const
const LOG = ['log', '--all', '--raw', '--no-renames', '-z', '--no-abbrev', '-c', '--format=%H'] as const

/** A whole history, on all cores and on one. */
export function historyFigures(subject: Subject, { product, rounds }: Setting): readonly Figure[] {
  const measured = measure(historyContenders(subject, product), rounds)
  const large = subject.megabytes >= 1_500
  function figure(name: string, { goal, ...of }: Parameters<typeof ratio>[1] & { readonly goal?: number }): Figure {
    return { subject: subject.name, name, goal, unit: 'ratio', ...ratio(measured, of) }
  }
  return [
    { subject: subject.name, name: 'git prints all objects', goal: undefined, unit: 's', ...spread((measured.get('print') ?? []).map(({ wall }) => wall)) },
    figure('history without attribution / git', { goal: large ? 0.2 : 0.4, of: 'scan', to: 'print' }),
    figure('the same, nothing decoded', { goal: large ? 0.2 : 0.4, of: 'plain', to: 'print' }),
    { ...figure('history with attribution / longer of scan and git log', { goal: 1.2, of: 'who', to: 'log' }), ...attributed(measured, 'who') },
    { ...figure('the same, nothing decoded', { goal: 1.2, of: 'plain-who', to: 'log' }), ...attributed(measured, 'plain-who') },
    figure('processor time on one core / git', { goal: 0.7, of: 'one', to: 'print', by: 'cpu' }),
    figure('the same, nothing decoded', { goal: 0.7, of: 'plain-one', to: 'print', by: 'cpu' }),
    figure('processor time on all cores / git', { of: 'scan', to: 'print', by: 'cpu' }),
    figure('second scan, nothing new / first', { goal: 0.1, of: 'second', to: 'first' }),
    figure('second scan / first, processor time', { of: 'second', to: 'first', by: 'cpu' }),
    figure('2,000 rules / the shipped ones', { goal: 1.5, of: 'many', to: 'shipped' }),
  ]
}

/** Without a delta there is nothing to save. */
export function wholeFigures(subject: Subject, { product, rounds }: Setting): readonly Figure[] {
  const measured = measure(historyContenders(subject, product).filter(({ name }) => ['print', 'scan', 'plain'].includes(name)), rounds)
  return [['history without deltas / git', 'scan'] as const, ['the same, nothing decoded', 'plain'] as const]
    .map(([name, of]) => ({ subject: subject.name, name, goal: 0.7, unit: 'ratio', ...ratio(measured, { of, to: 'print' }) }))
}

/** Files as they lie on disk, beside cat of the same files. */
export function treeFigures(tree: { readonly name: string; readonly folder: string; readonly bytes: number }, { product, rounds }: Setting): readonly Figure[] {
  const { folder, name, bytes } = tree
  const measured = measure([
    { name: 'empty', command: [process.execPath, product.empty] },
    // A link to a folder is a complaint of cat's.
    { name: 'cat', command: ['bash', '-c', 'git ls-files -z | xargs -0 cat; true'], folder },
    { name: 'tree', command: [process.execPath, product.cli, 'scan'], folder },
    { name: 'plain', command: [process.execPath, product.cli, 'scan', '--no-decode'], folder },
  ], rounds)
  function beyond(by: keyof Times, of = 'tree'): readonly number[] {
    return (measured.get(of) ?? []).map((times, round) => times[by] - (measured.get('empty')?.[round]?.[by] ?? 0))
  }
  function toCat(by: keyof Times, of = 'tree'): Spread {
    return spread(beyond(by, of).map((time, round) => time / (measured.get('cat')?.[round]?.[by] ?? 1)))
  }
  return [
    { subject: name, name: 'work tree beyond node / cat', goal: 1.3, unit: 'ratio', ...toCat('wall') },
    { subject: name, name: 'the same, nothing decoded', goal: 1.3, unit: 'ratio', ...toCat('wall', 'plain') },
    { subject: name, name: 'work tree beyond node / cat, processor time', goal: undefined, unit: 'ratio', ...toCat('cpu') },
    { subject: name, name: 'work tree, all in all', goal: undefined, unit: 'GB/s', ...spread(beyond('wall').map((time) => bytes / time / 1e9)) },
  ]
}

/** What it costs to start. */
export function startFigures({ nothing, ten }: { readonly nothing: string; readonly ten: string }, { product, rounds }: Setting): readonly Figure[] {
  const measured = measure([
    { name: 'empty', command: [process.execPath, product.empty] },
    { name: 'nothing', command: [process.execPath, product.cli, 'scan'], folder: nothing },
    { name: 'ten', command: [process.execPath, product.cli, 'scan', '--range', 'HEAD~1..HEAD'], folder: ten },
  ], rounds * 3)
  function beyond(of: string, by: keyof Times = 'wall'): Spread {
    return spread((measured.get(of) ?? []).map((times, round) => 1000 * (times[by] - (measured.get('empty')?.[round]?.[by] ?? 0))))
  }
  return [
    { subject: 'start', name: 'nothing to do, beyond an empty script', goal: 30, unit: 'ms', ...beyond('nothing') },
    { subject: 'start', name: 'nothing to do, beyond an empty script, processor time', goal: undefined, unit: 'ms', ...beyond('nothing', 'cpu') },
    { subject: 'start', name: 'ten files of a range, beyond an empty script', goal: undefined, unit: 'ms', ...beyond('ten') },
    { subject: 'start', name: 'an empty script', goal: undefined, unit: 'ms', ...spread((measured.get('empty') ?? []).map(({ wall }) => wall * 1000)) },
  ]
}

function historyContenders({ bare }: Subject, product: Product): readonly Contender[] {
  const scan = [process.execPath, product.cli, 'scan', '--history', '--output', '/dev/null'] as const
  function forget(): void {
    rmSync(join(bare, 'mayfly'), { recursive: true, force: true })
  }
  return [
    { name: 'print', command: ['git', ...PRINT], folder: bare },
    { name: 'scan', command: [...scan, '--no-cache', '--no-attribution'], folder: bare },
    { name: 'plain', command: [...scan, '--no-decode', '--no-attribution'], folder: bare },
    { name: 'log', command: ['git', ...LOG], folder: bare },
    { name: 'who', command: [...scan, '--no-cache'], folder: bare },
    { name: 'plain-who', command: [...scan, '--no-decode'], folder: bare },
    { name: 'one', command: ['taskset', '-c', '0', ...scan, '--no-cache', '--no-attribution'], folder: bare },
    { name: 'plain-one', command: ['taskset', '-c', '0', ...scan, '--no-decode', '--no-attribution'], folder: bare },
    { name: 'first', command: scan, folder: bare, prepare: forget },
    { name: 'second', command: scan, folder: bare },
    { name: 'shipped', command: [process.execPath, product.history, bare, '0'] },
    { name: 'many', command: [process.execPath, product.history, bare, '2000'] },
  ]
}

function attributed(measured: Measured, who: 'who' | 'plain-who'): Spread {
  const [scan, log] = [measured.get('scan') ?? [], measured.get('log') ?? []]
  return spread((measured.get(who) ?? []).map(({ wall }, round) => wall / Math.max(scan[round]?.wall ?? 0, log[round]?.wall ?? 0)))
}
