import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { root } from '../support/source-files.ts'
import { PATH, plan, refusals } from './planning.ts'

/** A workflow in a provider's readme.md and what stands there about it. */
interface Told {
  readonly line: number
  readonly kind: 'before' | 'report' | 'advice' | 'untouched'
  readonly text: string
  /** The workflow that follows a `before`. */
  readonly after: string
  /** The quotation that follows what is not rewritten. */
  readonly reason: string
}

const ACTION = { before: 'rewrite', report: 'report', advice: 'advice', untouched: 'none' } as const
const facts = { owner: 'octo', name: 'shop', defaultBranch: 'main' }

/** Tests that each example of `src/providers/<id>/readme.md` is what the planner makes of it. */
export function testReadme(provider: string): void {
  const told = toldIn(provider).map((one) => [`${one.kind} of line ${one.line}`, one] as const)

  describe(`the readme of ${provider} tells the truth:`, () => {
    test.each(told)('%s', async (_, { kind, text, after, reason }) => {
      const { items: all, files, problems } = await plan(text, facts)
      // What others say of other secrets of the example is theirs to show.
      const items = all.filter((item) => item.provider === provider || item.action === 'rewrite')
      expect(problems).toEqual([])
      expect(files.map((file) => file.after)).toEqual(kind === 'before' ? [after] : [])
      expect(refusals(files[0]?.after ?? text)).toEqual([])
      // A second run changes nothing.
      expect(kind === 'before' ? (await plan(after, facts)).files : []).toEqual([])
      const ends = new Set(items.map((item) => `${item.path} ${item.provider} ${item.action}`))
      expect([...ends]).toEqual(kind === 'untouched' ? [] : [`${PATH} ${provider} ${ACTION[kind]}`])
      expect(kind === 'report' || kind === 'advice' ? [...new Set(items.map((item) => item.reason))] : ['']).toEqual([reason])
    })

    test('it shows what is done and what is not', () => {
      expect(told.length).toBeGreaterThan(4)
    })
  })
}

const BLOCK = /```yaml (before|report|advice|untouched)\n([\s\S]*?)```\n(?:\n```yaml after\n([\s\S]*?)```\n|\n((?:>.*\n)+))?/g

/** `{npm}` stands for the host of npm's registry. */
function toldIn(provider: string): readonly Told[] {
  const text = readFileSync(`${root}src/providers/${provider}/readme.md`, 'utf8')
  return [...text.matchAll(BLOCK)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    kind: kindOf(match[1]),
    text: filled(match[2]),
    after: filled(match[3]),
    reason: filled(match[4]).replaceAll(/^> ?/gm, '').trim(),
  }))
}

function kindOf(word: string | undefined): Told['kind'] {
  return word === 'report' || word === 'advice' || word === 'untouched' ? word : 'before'
}

function filled(text = ''): string {
  return text.replaceAll('{npm}', NPM_HOST)
}
