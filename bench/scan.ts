// node bench/scan.ts [--rounds N] [FOLDER …]: the scan of a work tree's texts alone, once they are read; Mayfly's own unless told.
import { parseArgs } from 'node:util'
import { basename } from 'node:path'
import { machine } from './machine.ts'
import { said } from './said.ts'
import { textFigures } from './texts.ts'

const { values, positionals } = parseArgs({ options: { rounds: { type: 'string', default: '9' } }, allowPositionals: true })
process.stdout.write(`${JSON.stringify(machine())}\n`)
for (const folder of positionals.length === 0 ? ['.'] : positionals) {
  const figures = await textFigures({ name: basename(folder), folder }, Number(values.rounds))
  process.stdout.write(`\n${folder}\n${figures.map(said).join('')}`)
}
