import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { tempFolder, TestRepo } from '../support/git.ts'
import { mayfly, type Ended } from '../support/mayfly.ts'
import { tokenOf } from '../support/tokens.ts'

const github = tokenOf('github/pat-classic', 'cli')
const stripe = tokenOf('stripe/secret-key', 'cli')
const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'))
const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)

interface Told {
  readonly kind: string
  readonly path: string
  readonly start: { readonly line: number; readonly column: number }
}

/** The report as the published schema describes it, without the members that a test does not look at. */
function reportOf({ out, err }: Ended) {
  const report = JSON.parse(out)
  expect({ fits: fits(report), errors: fits.errors, err }).toEqual({ fits: true, errors: null, err: '' })
  return report
}

function leaky(): TestRepo {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a' })
  repo.commit({ 'a.txt': `token=${github}\n` })
  repo.commit({ 'a.txt': 'a' })
  repo.write({ 'staged.txt': `x\n  key: ${stripe}\n` })
  repo.git('add', 'staged.txt')
  return repo
}

describe('what is scanned', () => {
  test.each([
    ['the files as they stand', [], 1, ['stripe/secret-key staged.txt 2:8']],
    ['the index', ['--staged'], 1, ['stripe/secret-key staged.txt 2:8']],
    ['a range of commits, to its head', ['--range', 'HEAD~2..HEAD'], 1, ['github/pat-classic a.txt 1:7']],
    ['a range of commits, to HEAD', ['--range', 'main~1..'], 0, []],
    ['the history', ['--history'], 1, ['github/pat-classic a.txt 1:7']],
    ['the history of a branch', ['--branch', 'main'], 1, ['github/pat-classic a.txt 1:7']],
    ['the history of a branch, but old commits', ['--branch', 'main', '--since', '2026-01-01T00:03:00Z'], 0, []],
    ['the history, but old commits', ['--since', '2026-01-01'], 1, ['github/pat-classic a.txt 1:7']],
    ['the history, but what is older than a day', ['--history', '--since', '1 day ago'], 0, []],
  ])('%s', async (_, args, code, expected) => {
    const ended = await mayfly(['scan', ...args, '--format', 'json'], { cwd: leaky().folder })
    const { findings } = reportOf(ended)
    expect(findings.map(({ kind, path, start }: Told) => `${kind} ${path} ${start.line}:${start.column}`)).toEqual(expected)
    expect(ended.code).toBe(code)
  })

  test('a folder below, by paths from there', async () => {
    const repo = new TestRepo()
    repo.write({ 'sub/a.txt': github, 'b.txt': github })
    const { findings } = reportOf(await mayfly(['scan', join(repo.folder, 'sub'), '--format', 'json']))
    expect(findings).toMatchObject([{ path: 'a.txt' }])
  })

  test('a single file', async () => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': github, 'b.txt': github })
    const { findings, stats } = reportOf(await mayfly(['scan', join(repo.folder, 'b.txt'), '--format', 'json']))
    expect(findings).toMatchObject([{ path: 'b.txt' }])
    expect(stats).toMatchObject({ files: 1, bytes: github.length })
  })

  test('what stands in base64, or spelled out, unless it is to be left', async () => {
    const repo = new TestRepo()
    repo.commit({ 'secret.yml': `data:\n  note: ${Buffer.from(`x: ${github}`).toString('base64')}\n`, 'page.html': `a%3D${github}` })
    for (const range of [[], ['--history']]) {
      const { findings } = reportOf(await mayfly(['scan', ...range, '--format', 'json'], { cwd: repo.folder }))
      expect(findings).toMatchObject([
        { kind: 'github/pat-classic', path: 'page.html', start: { column: 5 }, facts: expect.not.objectContaining({ detail: expect.anything() }) },
        { kind: 'github/pat-classic', path: 'secret.yml', start: { line: 2, column: 13 }, facts: { detail: { encoding: 'base64' } } },
      ])
      expect((await mayfly(['scan', ...range, '--no-decode'], { cwd: repo.folder })).out).toMatch(/^Nothing found/)
    }
    expect((await mayfly(['scan'], { cwd: repo.folder })).out).toContain('encoding base64')
  })

  test('standard input, under the name it is given', async () => {
    const folder = tempFolder()
    const ended = await mayfly(['scan', '--stdin', '--path', 'conf/.env', '--format', 'json'], { cwd: folder, input: Buffer.from(`\ufeffx=${github}`, 'utf16le') })
    expect(reportOf(ended).findings).toMatchObject([{ path: 'conf/.env', start: { line: 1 }, verdict: 'block' }])
    expect(ended.code).toBe(1)
  })

  test.each([
    ['an empty repository', () => new TestRepo().folder],
    ['a folder that is no repository', () => tempFolder()],
    ['a bare repository', () => new TestRepo(undefined, ['--bare']).folder],
  ])('%s is clean', async (_, make) => {
    const ended = await mayfly(['scan', make()])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/^Nothing found/)
  })
})

describe('what cannot be looked at', () => {
  test('is told, and the exit code says that the scan could not finish', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'big.txt'), '')
    truncateSync(join(folder, 'big.txt'), 100 * 1024 * 1024)
    const ended = await mayfly(['scan', folder, '--format', 'json'])
    expect(reportOf(ended)).toMatchObject({ outcome: 'unfinished', unseen: [expect.stringContaining('big.txt: 100.0 MB')] })
    expect(ended.code).toBe(3)
    expect((await mayfly(['scan', join(folder, 'big.txt')])).code).toBe(3)
  })

  test('does not make a leak less of one', async () => {
    const origin = new TestRepo()
    origin.commit({ 'a.txt': 'a' })
    origin.commit({ 'a.txt': 'b' })
    const clone = tempFolder()
    origin.git('clone', '-q', '--depth', '1', `file://${origin.folder}`, clone)
    expect(await mayfly(['scan', '--history'], { cwd: clone })).toMatchObject({ code: 3, out: expect.stringContaining('this clone is shallow') })
    writeFileSync(join(clone, 'leak.txt'), github)
    expect((await mayfly(['scan'], { cwd: clone })).code).toBe(1)
  })

  test('is a base that is not in the clone', async () => {
    const repo = leaky()
    const ended = await mayfly(['scan', '--range', `${'1'.repeat(40)}..HEAD`], { cwd: repo.folder })
    expect(ended).toMatchObject({ code: 3, err: '', out: expect.stringContaining('is not in this clone') })
  })
})

describe('the policy', () => {
  test('is that of the repository\'s top, also below it', async () => {
    const repo = new TestRepo()
    repo.write({ 'sub/a.txt': github, '.github/token-policy.yml': 'rules:\n  - verdict: warn\n    paths: ["sub/**"]\n    reason: known\n' })
    const ended = await mayfly(['scan', 'sub', '--format', 'json'], { cwd: repo.folder })
    expect(reportOf(ended).findings).toMatchObject([{ verdict: 'warn', because: [{ source: '.github/token-policy.yml', line: 2 }] }])
    expect(ended.code).toBe(0)
  })

  test('that is named counts instead', async () => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': github, '.github/token-policy.yml': 'rules: nonsense\n', 'other.yml': 'ignore:\n  paths: ["a.txt"]\n' })
    expect(await mayfly(['scan', '--policy', 'other.yml'], { cwd: repo.folder })).toMatchObject({ code: 0 })
    expect(await mayfly(['scan', '--policy', 'none.yml'], { cwd: repo.folder })).toMatchObject({ code: 2, err: expect.stringContaining('"none.yml" could not be read') })
  })

  test.each(['text', 'json', 'jsonl', 'sarif'])('that is malformed is told by line and column in %s, and nothing is judged by another', async (format) => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': github, '.github/token-policy.yml': 'rulez: []\n' })
    const ended = await mayfly(['scan', '--format', format], { cwd: repo.folder })
    expect(ended.code).toBe(2)
    expect(ended.out.replaceAll(/\s+/g, ' ')).toMatch(/token-policy\.yml:1:1|"line": ?1, ?"column": ?1/)
    expect(ended.out).toContain('rules')
    expect(ended.out).not.toContain('github/pat')
  })

  test('can be checked by itself', async () => {
    const repo = new TestRepo()
    expect(await mayfly(['policy', 'check', repo.folder])).toMatchObject({ code: 0, out: expect.stringContaining('the default policy holds') })
    repo.write({ '.github/token-policy.yml': 'ignore:\n  paths: [a]\n', 'wrong.yml': 'rules:\n  - verdict: blok\n' })
    expect(await mayfly(['policy', 'check'], { cwd: repo.folder })).toMatchObject({ code: 0, out: expect.stringContaining('1 ignored path') })
    repo.write({ 'stray.yml': 'rules:\n  - verdict: warn\n    kinds: ["githb/*"]\n    reason: known\n' })
    expect(await mayfly(['policy', 'check', 'stray.yml'], { cwd: repo.folder })).toMatchObject({ code: 0, out: expect.stringMatching(/1 rule,[^]*warning: stray\.yml:2: .*did you mean `github/) })
    expect(await mayfly(['policy', 'check', 'wrong.yml'], { cwd: repo.folder })).toMatchObject({ code: 2, out: expect.stringMatching(/^wrong\.yml:2:14: .*block/) })
  })
})

test('the report goes to a file that is whole at every moment', async () => {
  const repo = leaky()
  mkdirSync(join(repo.folder, 'out'))
  const ended = await mayfly(['scan', '--history', '--format', 'json', '--output', 'out/r.json'], { cwd: repo.folder })
  expect(ended).toMatchObject({ code: 1, out: '', err: 'mayfly: the report is in out/r.json\n' })
  expect(JSON.parse(readFileSync(join(repo.folder, 'out/r.json'), 'utf8'))).toMatchObject({ version: 1 })
  expect(await mayfly(['scan', '--output', 'no/such/r.json'], { cwd: repo.folder })).toMatchObject({ code: 3, err: expect.stringContaining('could not be written') })
})

test.each(['text', 'json', 'jsonl', 'sarif'])('no %s holds any of a secret', async (format) => {
  const repo = leaky()
  repo.write({ [`${'x'.repeat(5)}.pem`]: `password: ${github}${stripe}\n` })
  for (const args of [[], ['--history'], ['--verify']]) {
    const { out, err } = await mayfly(['scan', ...args, '--format', format], { cwd: repo.folder, env: { MAYFLY_STAND_INS: '{"api.github.com":"http://127.0.0.1:9","api.stripe.com":"http://127.0.0.1:9"}' } })
    for (const secret of [github, stripe]) expect(out + err).not.toContain(secret.slice(9, 25))
    expect(out).not.toBe('')
  }
})
