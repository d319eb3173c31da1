import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hunksOf, unifiedDiff } from '../../src/migrate/diff.ts'
import { Mint } from '../../src/lib/mint.ts'

const folder = mkdtempSync(join(tmpdir(), 'mayfly-diff-'))
const PATH = '.github/workflows/w "1".yml'

beforeAll(() => {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What git makes of the old text with our diff. */
function applied(before: string, after: string): string {
  writeFileSync(join(folder, PATH), before)
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: unifiedDiff({ path: PATH, before, after }), env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } })
  return readFileSync(join(folder, PATH), 'utf8')
}

const LINES = Array.from({ length: 40 }, (_, i) => `line ${i}\n`)

function without(...gone: readonly number[]): string {
  return LINES.filter((_, i) => !gone.includes(i)).join('')
}

test.each([
  ['lines that go', LINES.join(''), without(0, 5, 6, 20, 39)],
  ['lines that come', without(3, 4, 30), LINES.join('')],
  ['lines that change', LINES.join(''), LINES.join('').replace('line 7\n', 'seven\nand a half\n')],
  ['no final newline before', LINES.join('').trimEnd(), LINES.join('')],
  ['no final newline after', LINES.join(''), LINES.join('').trimEnd()],
  ['no final newline at all', LINES.join('').trimEnd(), without(2).trimEnd()],
  ['CRLF', LINES.join('').replaceAll('\n', '\r\n'), without(2, 3).replaceAll('\n', '\r\n')],
  ['everything', 'a\n', 'b\n'],
])('git applies a diff of %s', (_, before, after) => {
  expect(applied(before, after)).toBe(after)
})

test('git applies diffs of any two texts', () => {
  const mint = new Mint('diff')
  for (let i = 0; i < 25; i++) {
    const [before = '', after = ''] = Array.from({ length: 2 }, () => anyText(mint))
    if (before !== after) expect(applied(before, after)).toBe(after)
  }
})

function anyText(mint: Mint): string {
  return Array.from({ length: 1 + mint.below(60) }, () => `${'ab\t '.charAt(mint.below(4))}${mint.below(4)}\n`).join('')
}

test('no difference is no diff', () => {
  expect(unifiedDiff({ path: PATH, before: 'a\n', after: 'a\n' })).toBe('')
})

test('each part says where it stands in both texts', () => {
  const heads = unifiedDiff({ path: 'w.yml', before: LINES.join(''), after: without(0, 1, 20, 39) }).split('\n').filter((line) => line.startsWith('@@'))
  expect(heads).toEqual(['@@ -1,5 +1,3 @@', '@@ -18,7 +16,6 @@', '@@ -37,4 +34,3 @@'])
})

test('hunks name their lines in the old text', () => {
  expect(hunksOf('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n')).toEqual([{ line: 2, removed: ['b\n'], added: ['B\n'] }, { line: 5, removed: [], added: ['e\n'] }])
})

test('a long text is told by its changes, in little time', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`)
  const after = lines.map((line, i) => (i % 40 === 7 ? `changed ${i}\n` : line)).filter((_, i) => i % 40 !== 20)
  const hunks = hunksOf(lines.join(''), after.join(''))
  expect(hunks).toHaveLength(1000)
  expect(hunks.slice(0, 2)).toEqual([{ line: 8, removed: ['line 7\n'], added: ['changed 7\n'] }, { line: 21, removed: ['line 20\n'], added: [] }])
})
