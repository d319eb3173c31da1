// What esbuild makes of the source: the Action's one file, and the files of the package that users install.
import type { BuildOptions } from 'esbuild'

// Some dependencies are CommonJS inside: https://esbuild.github.io/api/#format-esm
const banner = { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" }

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22.12',
  banner,
  logLevel: 'warning',
  legalComments: 'none',
} as const satisfies BuildOptions

export const actionBundle = {
  ...common,
  entryPoints: ['action/index.ts'],
  outfile: 'action/dist/index.js',
  target: 'node24',
  minifySyntax: true,
} as const satisfies BuildOptions

/** Packages that the installed package brings as dependencies; the workflow parser's JSON imports need a bundler. */
export const RUNTIME = ['@electric-sql/pglite', '@octokit/rest', 'kysely', 'minimatch', 'pg', 'pg-boss', 'probot', 'prom-client', 'yaml'] as const

export const packageBundle = {
  ...common,
  entryPoints: ['src/cli.ts', 'src/index.ts', 'src/server.ts', 'src/work.ts', 'src/ledger/pglite-thread.ts'],
  outbase: 'src',
  splitting: true,
  external: RUNTIME.flatMap((name) => [name, `${name}/*`]),
} as const satisfies BuildOptions
