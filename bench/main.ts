// npm run bench -- [--rounds N] [--json] [REPOSITORY …]: how fast Mayfly is, beside git, cat and node in the same minute.
// Repositories are copied first. Repacking without deltas is left out above --whole MB of blobs (400).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { historyFigures, startFigures, treeFigures, wholeFigures, type Figure, type Setting } from './figures.ts'
import { machine } from './machine.ts'
import { copied, synthetic, tenFiles, withoutDeltas, workTree, type Subject } from './places.ts'
import { buildProduct } from './product.ts'
import { said } from './said.ts'
import { textFigures } from './texts.ts'

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false }, whole: { type: 'string', default: '400' } },
  allowPositionals: true,
})

const within = mkdtempSync(join(tmpdir(), 'mayfly-bench-'))
const product = await buildProduct()
const setting: Setting = { product, rounds: Number(values.rounds) }
try {
  const figures: Figure[] = []
  const about: Omit<Subject, 'bare'>[] = []
  figures.push(...say(startFigures({ nothing: emptyFolder(), ten: tenFiles(within) }, setting)))
  for (const subject of subjects()) {
    const { name, blobs, megabytes } = subject
    about.push({ name, blobs, megabytes })
    if (!values.json) process.stdout.write(`\n${subject.name}: ${subject.blobs} blobs, ${subject.megabytes.toFixed(0)} MB\n`)
    figures.push(...say(historyFigures(subject, setting)))
    const tree = treeOf(subject)
    figures.push(...say(treeFigures(tree, setting)))
    figures.push(...say(await textFigures(tree, setting.rounds * 3)))
    if (subject.megabytes <= Number(values.whole)) figures.push(...say(wholeFigures(withoutDeltas(subject, within), setting)))
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine: machine(), rounds: setting.rounds, subjects: about, figures }, undefined, 2)}\n`)
} finally {
  product.remove()
  rmSync(within, { recursive: true, force: true })
}

function* subjects(): Generator<Subject> {
  for (const repository of positionals) yield copied(repository, within)
  yield synthetic(within, { files: 400, commits: 4_000 })
}

function treeOf(subject: Subject): { readonly name: string; readonly folder: string; readonly bytes: number } {
  const folder = workTree(subject, within)
  const sizes = execFileSync('bash', ['-c', 'git ls-files -z | xargs -0 cat | wc -c'], { cwd: folder, encoding: 'utf8' })
  return { name: subject.name, folder, bytes: Number(sizes) }
}

function emptyFolder(): string {
  const folder = join(within, 'nothing')
  mkdirSync(folder)
  return folder
}

function say(figures: readonly Figure[]): readonly Figure[] {
  if (values.json) return figures
  for (const figure of figures) process.stdout.write(said(figure))
  return figures
}
