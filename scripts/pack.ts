// npm run pack [-- FOLDER]: makes the package that users install and prints the path of its tarball.
// It brings no Node of its own; the manifest is written here, so that the private root never is published.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { packageBundle, RUNTIME } from './bundles.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const target = resolve(process.argv[2] ?? 'build')
const folder = join(target, 'package')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

await build({ ...packageBundle, outdir: join(folder, 'dist') })
execFileSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', join(folder, 'types')], { stdio: 'inherit' })
for (const name of ['README.md', 'LICENSE', 'SECURITY.md', 'app.yml', 'schema']) cpSync(name, join(folder, name), { recursive: true })
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
execFileSync('npm', ['pack', '--silent', '--pack-destination', target, folder], { stdio: ['ignore', 'inherit', 'inherit'] })

interface RootManifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
}

function manifest(): object {
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
    files: ['dist', 'types', 'schema', 'app.yml', 'SECURITY.md'],
    dependencies: Object.fromEntries(RUNTIME.map((dependency) => [dependency, dependencies[dependency]])),
  }
}
