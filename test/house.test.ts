import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { root, sourceFiles, type SourceFile } from './support/source-files.ts'

const files = sourceFiles('src', 'action')

/** Who may import which of our own files; the first row that fits a file counts. What is not listed is refused. */
const MAY_IMPORT: readonly (readonly [who: RegExp, what: RegExp])[] = [
  [/^src\/lib\//, /^src\/lib\//],
  [/^src\/(provider|workflow|change|finding)\.ts$/, /^src\/(provider|workflow|change|finding)\.ts$|^src\/lib\//],
  [/^src\/providers\/kinds\.generated\.ts$/, /^src\/provider\.ts$|^src\/providers\/[^/]+\/tokens\.ts$/],
  [/^src\/providers\/index\.ts$/, /^src\/provider\.ts$|^src\/providers\/[^/]+\/index\.ts$/],
  [/^src\/providers\//, /^src\/(provider|workflow)\.ts$|^src\/(lib|recipes)\//],
  [/^src\/recipes\//, /^src\/workflow\.ts$|^src\/lib\//],
  [/^src\/(scan|policy|migrate|report)\//, /^src\/(provider|workflow|finding)\.ts$|^src\/lib\//],
  [/^src\/ledger\//, /^src\/(provider|finding)\.ts$|^src\/lib\//],
  [/^src\/repo\//, /^src\/(provider|finding)\.ts$|^src\/lib\//],
  [/^src\/pack\//, /^src\/(provider|finding)\.ts$|^src\/(lib|scan)\/|^src\/repo\/(git|objects|plain-git|port)\.ts$/],
  [/^src\/pack-thread\.ts$/, /^src\/pack\/help\.ts$|^src\/providers\/(kinds|table)\.generated\.ts$/],
  [/^src\/flows\//, /^src\/(provider|workflow|finding)\.ts$|^src\/(lib|scan|policy|migrate|report|flows)\/|^src\/pack\/(scan-objects|buffer-scanner)\.ts$|^src\/repo\/(port|hosted)\.ts$|^src\/ledger\/ledger\.ts$/],
  [/^src\/(index|acting|scanning|shipped)\.ts$/, /^src\/(provider|workflow|finding|scanning|shipped)\.ts$|^src\/(flows|lib|policy|scan|report|migrate)\/|^src\/providers\/(index|kinds\.generated|table\.generated)\.ts$|^src\/repo\/(local|port|mirror|blob-memory)\.ts$/],
  [/^src\/cli\/serve\.ts$/, /^src\/server\.ts$|^src\/(cli|lib)\//],
  [/^src\/(cli\.ts|cli\/)|^action\//, /^src\/(index|acting|scanning)\.ts$|^src\/(cli|lib)\/|^action\//],
  [/^src\/(server|app|work)\.ts$|^src\/serve\//, /^src\/(index|server|app|work|provider|finding|workflow)\.ts$|^src\/(serve|flows|ledger|lib|repo)\//],
]

/** Rooms whose own files may import each other. */
const ROOMS = ['lib', 'recipes', 'scan', 'policy', 'migrate', 'report', 'ledger', 'repo', 'pack', 'flows', 'cli', 'serve']

/** Packages that stand in one place only. */
const PACKAGES: readonly (readonly [name: RegExp, only: RegExp])[] = [
  [/^(@octokit\/|octokit)/, /^src\/repo\/github|^src\/serve\/delivery-of\.ts$|^action\//],
  [/^probot/, /^src\/(app|server|work)\.ts$|^src\/serve\/|^src\/repo\/github/],
  [/^@actions\/(?!workflow-parser)/, /^action\//],
  [/^(kysely|pg|pg-boss|@electric-sql\/)/, /^src\/ledger\//],
  [/^@actions\/workflow-parser/, /^src\/migrate\//],
  [/^(node:)?(http|https|net|tls|undici)$/, /^src\/lib\/(http|private-address)\.ts$|^src\/serve\/|^src\/server\.ts$/],
]

describe('who may import whom', () => {
  test.each(files.map((file) => [file.path, file] as const))('%s keeps to its room', (_, file) => {
    expect(file.imports.filter((target) => !allowed(file, target.target)).map(({ target }) => target)).toEqual([])
  })

  test('the command line reaches the server by dynamic import only', () => {
    const reaching = files.filter((file) => file.imports.some(({ target, kind }) => target === 'src/server.ts' && kind === 'static'))
    expect(reaching.map(({ path }) => path).filter((path) => !/^src\/(app|work|server)\.ts|^src\/serve\//.test(path))).toEqual([])
  })

  test('every row of the table is used by some file', () => {
    expect(MAY_IMPORT.filter(([who]) => !files.some(({ path }) => who.test(path)))).toEqual([])
  })
})

function allowed(file: SourceFile, target: string): boolean {
  if (!target.startsWith('src/') && !target.startsWith('action/')) {
    return target.endsWith('.json') || PACKAGES.every(([name, only]) => !name.test(target) || only.test(file.path))
  }
  const room = ROOMS.find((name) => file.path.startsWith(`src/${name}/`))
  if (room !== undefined && target.startsWith(`src/${room}/`)) return true
  const folder = /^src\/providers\/[^/]+\//.exec(file.path)?.[0]
  if (folder !== undefined && target.startsWith(folder)) return true
  return MAY_IMPORT.find(([who]) => who.test(file.path))?.[1].test(target) ?? false
}

describe('what stands in one place only', () => {
  test.each([
    ['a secret is opened in providers/ and lib/http.ts', /\.(reveal|into)\(/, /^src\/providers\/|^src\/lib\/(http|secret|bearer)\.ts$/],
    ['a provider is asked for by name in providers/', /\.id\s*[!=]==?\s*'|provider\s*[!=]==?\s*'/, /^src\/providers\//],
    ['the npm registry is named in lib/npm-host.ts', /npmjs/, /^src\/lib\/npm-host\.ts$/],
    ['the environment is read at the faces', /process\.env/, /^src\/(cli|server)\.ts$|^src\/(cli|serve)\/|^action\/|^src\/repo\/(git|mirror)\.ts$|^src\/ledger\/key\.ts$|\/examples\.ts$/],
    ['a type is asserted nowhere but as const', /\bas (?!const\b)[A-Z]\w*[;,)\n]/, /^$/],
  ])('%s', (_, pattern, only) => {
    const found = files.filter(({ path, text }) => pattern.test(code(text)) && !only.test(path))
    expect(found.map(({ path }) => path)).toEqual([])
  })
})

test('examples stay out of the product', () => {
  const importing = files.filter((file) => file.imports.some(({ target }) => /\/examples\.ts$|lib\/mint\.ts$/.test(target)))
  expect(importing.map(({ path }) => path).filter((path) => !/\/examples\.ts$|^src\/provider\.ts$/.test(path))).toEqual([])
})

test('lengths and types are lint errors, for every file of the product', () => {
  const config: { rules: Record<string, unknown> } = JSON.parse(readFileSync(`${root}.oxlintrc.json`, 'utf8'))
  expect(config.rules).toMatchObject({
    'eslint/max-lines': ['error', { max: 250 }],
    'eslint/max-lines-per-function': ['error', { max: 60 }],
    'eslint/max-params': ['error', { max: 2 }],
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  })
  const excused = files.filter(({ text }) => /(ox|es)lint-disable(?!-next-line)/.test(text))
  expect(excused.map(({ path }) => path)).toEqual([])
})

function code(text: string): string {
  return text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')
}
