// What esbuild makes of the source: the Action's files, and those of the package that users install.
import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildOptions, Plugin } from 'esbuild'
import { withEditions } from './editions.ts'

// Some dependencies are CommonJS inside: https://esbuild.github.io/api/#format-esm
const banner = { js: "const require=(name)=>process.getBuiltinModule('node:module').createRequire(import.meta.url)(name);" }

/** The project's folder, ending in a slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MANIFEST = `${ROOT}package.json`

/** The sources read their version from the root's manifest; the rest of it says nothing to a user. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      if (path !== MANIFEST) return undefined
      const { version }: { readonly version: string } = JSON.parse(readFileSync(MANIFEST, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    })
  },
}

/**
 * An import of a module of Node's own has Node make all that the module exports, also what it makes only when it is asked
 * for. To be handed the module, and to take from it what is used, is 10 ms less at each start:
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
const builtins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onLoad({ filter: /[\\/](?:src|action)[\\/].*\.ts$/ }, ({ path }) => ({ contents: readFileSync(path, 'utf8').replaceAll(IMPORT, (_, ...found: readonly string[]) => handed(found)), loader: 'ts' }))
  },
}

const IMPORT = /^import \{([^}]+)\} from '(node:[a-z_/]+)'$/gm

function handed([names = '', module = '']: readonly string[]): string {
  const used = names.split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '))
  return `const { ${used.map((name) => name.replace(' as ', ': ')).join(', ')} } = process.getBuiltinModule('${module}')`
}

const common = {
  // Wherever it is run, the paths that esbuild writes into a bundle are the same.
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.12',
  banner,
  plugins: [versionOnly, withEditions, builtins],
  logLevel: 'warning',
  legalComments: 'none',
} satisfies BuildOptions

/** The Actions cache's client is a file of its own, beside the Action's. */
const cacheApart: Plugin = {
  name: 'cache-apart',
  setup(build) {
    build.onResolve({ filter: /cache-client\.ts$/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { path: './cache.js', external: true }))
  },
}

/** A quarter of the Action's file would be what @actions/core asks GitHub for an identity with, which the Action never does. */
const withoutIdentity: Plugin = {
  name: 'without-identity',
  setup(build) {
    build.onResolve({ filter: /^\.\/oidc-utils\.js$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path), sideEffects: false }))
  },
}

export const actionBundle = {
  ...common,
  plugins: [...common.plugins, cacheApart, withoutIdentity],
  entryPoints: ['action/index.ts'],
  outfile: 'action/dist/index.js',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
} satisfies BuildOptions

export const cacheBundle = { ...actionBundle, entryPoints: ['action/cache-client.ts'], outfile: 'action/dist/cache.js' } satisfies BuildOptions

/** What helps to scan a whole history on the other cores; found beside the Action's file by its name. */
export const threadBundle = { ...actionBundle, entryPoints: ['src/pack-thread.ts'], outfile: 'action/dist/pack-thread.js' } satisfies BuildOptions

// They come as dependencies of the installed package. What the command line itself needs is bundled: one file loads faster than a
// hundred, and the workflow parser's JSON imports need a bundler.
const EXTERNAL = ['@electric-sql/pglite', 'kysely', 'pg', 'pg-boss', 'probot', 'prom-client']

/** Entries besides the command line: what is loaded by name (the App, its threads). */
export const packageBundle = {
  ...common,
  entryPoints: ['src/cli.ts', 'src/server.ts', 'src/work.ts', 'src/ledger/pglite-thread.ts'],
  outbase: 'src',
  splitting: true,
  external: EXTERNAL.flatMap((name) => [name, `${name}/*`]),
} satisfies BuildOptions

/** What helps to scan, in one file: a thread shares nothing with what started it. */
export const helperBundle = { ...packageBundle, entryPoints: ['src/pack-thread.ts'], splitting: false } satisfies BuildOptions

/** The library, by itself: beside it, the command line would load all that it has. */
export const libraryBundle = { ...packageBundle, entryPoints: ['src/index.ts'], chunkNames: 'library-[name]-[hash]' } satisfies BuildOptions
