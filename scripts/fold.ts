// A bundler that shares code gives each part that some entries share a file of its own, and Node takes half a millisecond for each
// file that it loads. So what is loaded together anyway is put into one file.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import type { packageBundle } from './bundles.ts'

type Outputs = Metafile['outputs']

/** Sources that are loaded by name, by the file that they and all that they need are put into, but for what is in one before it. */
const FOLDS: readonly (readonly [file: string, sources: readonly string[]])[] = [
  ['scan.js', ['src/cli/main.ts', 'src/pack/buffer-scanner.ts', 'src/providers/table.generated.ts']],
  ['kinds.js', ['src/providers/kinds.generated.ts']],
  ['history.js', ['src/flows/look-through.ts']],
]

/** Builds with esbuild into a folder, and folds there. */
export async function buildFolded(options: typeof packageBundle & { readonly outdir: string }): Promise<Metafile> {
  const { outdir: folder, absWorkingDir, platform, format, target } = options
  const { metafile } = await build({ ...options, metafile: true })
  const outputs = named(metafile.outputs, (path) => relative(folder, resolve(absWorkingDir, path)))
  let rest = Object.keys(outputs)
  for (const [file, sources] of FOLDS) {
    const files = together(outputs, sources).filter((name) => rest.includes(name))
    const contents = files.map((name, i) => exported(name, { i, names: outputs[name]?.exports ?? [] })).join('\n')
    const stdin = { contents, resolveDir: folder }
    // oxlint-disable-next-line no-await-in-loop -- a fold needs what the one before it has left
    await build({ absWorkingDir: resolve(folder), platform, format, target, stdin, bundle: true, packages: 'external', legalComments: 'none', plugins: [only(files)], outfile: join(folder, file) })
    rest = rest.filter((name) => !files.includes(name))
    for (const name of files) rmSync(join(folder, name))
    rest.push(file)
    for (const name of rest) redirect(join(folder, name), { files, file })
  }
  return metafile
}

function named(outputs: Outputs, nameOf: (path: string) => string): Outputs {
  return Object.fromEntries(Object.entries(outputs).map(([path, output]) => {
    return [nameOf(path), { ...output, imports: output.imports.map((one) => (one.external === true ? one : { ...one, path: nameOf(one.path) })) }]
  }))
}

/** The files that these sources stand in, and all that those load at once. */
function together(outputs: Outputs, sources: readonly string[]): readonly string[] {
  const found = new Set(Object.keys(outputs).filter((name) => sources.includes(outputs[name]?.entryPoint ?? '')))
  if (found.size !== sources.length) throw new Error(`not each of ${sources.join(', ')} has a file of its own`)
  for (const name of found) for (const { path, kind } of outputs[name]?.imports ?? []) if (kind === 'import-statement' && path in outputs) found.add(path)
  return [...found]
}

// Two files may name their exports alike: so each name gets its file's number.
function exported(name: string, { i, names }: { readonly i: number; readonly names: readonly string[] }): string {
  return `export * as _${i} from './${name}'\nexport { ${names.map((one) => `${one} as _${i}_${one}`).join(', ')} } from './${name}'`
}

/** What is loaded when it is needed, or is in another fold, stays where it is. */
function only(files: readonly string[]): Plugin {
  return {
    name: 'only',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\// }, ({ path }) => (files.includes(path.slice('./'.length)) ? undefined : { path, external: true }))
    },
  }
}

/** Has a file load what it needs from where it is now. Imports look as esbuild writes them; others are an error. */
function redirect(path: string, { files, file }: { readonly files: readonly string[]; readonly file: string }): void {
  let text = readFileSync(path, 'utf8')
  for (const [i, name] of files.entries()) {
    const escaped = name.replaceAll('.', '\\.')
    text = text
      .replaceAll(new RegExp(`^import "\\.\\.?/${escaped}";\n`, 'gm'), '')
      .replaceAll(new RegExp(`(?<=^import )\\{[^}]+\\}(?= from "\\.\\.?/${escaped}";$)`, 'gm'), (names) => names.replaceAll(NAME, (one) => `_${i}_${one.includes(' as ') ? one : `${one} as ${one}`}`))
      .replaceAll(new RegExp(`(?<=from "\\.\\.?/)${escaped}(?=";$)`, 'gm'), file)
      .replaceAll(`import("./${name}")`, `import("./${file}").then((all) => all._${i})`)
    if (text.includes(`"./${name}"`) || text.includes(`"../${name}"`)) throw new Error(`${path} still loads ${name}`)
  }
  writeFileSync(path, text)
}

const NAME = /\b[\w$]+(?: as [\w$]+)?/g
