// npm run pack [-- FOLDER]: makes the package that users install and prints the path of its tarball; build/ unless told.
// It brings no Node of its own; the manifest is written here, so that the private root is never published.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'
import { helperBundle, libraryBundle, packageBundle } from './bundles.ts'
import { buildFolded } from './fold.ts'
import { noticesOf } from './notices.ts'

const SHIPPED = ['README.md', 'SECURITY.md', 'LICENSE', 'app.yml', 'docs', 'schema']

const target = resolve(process.argv[2] ?? 'build')
const folder = join(target, 'package')
process.chdir(fileURLToPath(new URL('..', import.meta.url)))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const outdir = join(folder, 'dist')
const bundles = [helperBundle, libraryBundle].map((options) => build({ ...options, outdir, metafile: true }))
const metafiles = [await buildFolded({ ...packageBundle, outdir }), ...(await Promise.all(bundles)).map(({ metafile }) => metafile)]
writeFileSync(join(folder, 'dist', 'licenses.txt'), noticesOf(Object.assign({}, ...metafiles.map(({ inputs }) => inputs))))
run(join('node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json', '--outDir', join(folder, 'types')])
for (const name of SHIPPED) cpSync(name, join(folder, name), { recursive: true })
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(metafiles.flatMap(packagesOf)), null, 2)}\n`)
console.log(join(target, run('npm', ['pack', '--silent', '--pack-destination', target, folder]).trim()))

interface RootManifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
}

function manifest(packages: readonly string[]): object {
  const { name, version, description, license, dependencies }: RootManifest = JSON.parse(readFileSync('package.json', 'utf8'))
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: '>=22.12' },
    bin: { mayfly: 'dist/cli.js' },
    exports: { '.': { types: './types/index.d.ts', default: './dist/index.js' }, './schema/*': './schema/*' },
    files: ['dist', 'types', ...SHIPPED],
    dependencies: Object.fromEntries([...new Set(packages)].toSorted().map((dependency) => [dependency, dependencies[dependency]])),
  }
}

/** The packages that the bundles import, by name: `@scope/name/part` belongs to `@scope/name`. */
function packagesOf({ outputs }: Metafile): readonly string[] {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports).filter(({ external }) => external === true)
  const names = imported.map(({ path }) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/'))
  return names.filter((name) => !name.startsWith('node:'))
}

/** What a command prints; its complaints go to standard error. */
function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
