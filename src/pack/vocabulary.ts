import type { Keyword, Ruleset } from '../scan/ruleset.ts'
import { treeOf, type PatternTree } from './pattern-tree.ts'

/** The beginning of keywords, and what is tried where it stands. */
export interface Word {
  /** At most STEM letters: the longer the words are that are searched, the more must be looked at around each change. */
  readonly text: string
  readonly keywords: readonly (Keyword & { readonly text: string })[]
  /** How many bytes before its place and from it on the patterns of its keywords can see. */
  readonly before: number
  readonly from: number
}

export const STEM = 8

export function wordsOf(ruleset: Ruleset): readonly Word[] {
  const keywords = ruleset.rules.flatMap((rule) => {
    const texts = new Set(rule.kind.keywords.map((word) => word.toLowerCase()))
    return [...texts].map((text) => ({ rule, text, length: text.length }))
  })
  return [...Map.groupBy(keywords, ({ text }) => text.slice(0, STEM))].map(([text, tried]) => ({
    text,
    keywords: tried,
    before: Math.max(...tried.map(({ rule }) => rule.reach.before + (rule.kind.lookBehind ?? 0))),
    from: Math.max(...tried.map(({ rule, length }) => Math.max(length, rule.reach.length + rule.reach.after))),
  }))
}

/** The trees of the patterns that may begin at a word; `unreadable` where a match may begin before it, or a pattern cannot be read. */
export function treesOf({ keywords }: Word): readonly PatternTree[] | 'unreadable' {
  if (keywords.some(({ rule }) => (rule.kind.lookBehind ?? 0) > 0)) return 'unreadable'
  const trees = [...new Set(keywords.map(({ rule }) => rule))].map((rule) => treeOf(rule.kind.pattern))
  const read = trees.filter((tree) => tree !== 'unreadable')
  return read.length === trees.length ? read : 'unreadable'
}

// How often source text has a letter, roughly, in 1/1000; what is not listed is rare.
const COMMON: Readonly<Record<string, number>> = {
  ' ': 150, e: 90, t: 70, r: 55, n: 52, i: 52, o: 50, s: 50, a: 48, l: 32, c: 28, d: 27, u: 22, p: 22, m: 20, f: 16, h: 16, g: 14, b: 12,
  '.': 18, '-': 14, '_': 12, '/': 14, ':': 10, '"': 14, '=': 10, '(': 10, ')': 10, y: 10, v: 10, w: 8, k: 8, x: 6, '0': 10, '1': 9, '2': 7,
}

/** Where the rarest three letters of a word begin. */
export function anchorOf(text: string): number {
  const starts = Array.from({ length: text.length - 2 }, (_, start) => start)
  return starts.reduce((best, start) => (commonness(text, start) < commonness(text, best) ? start : best), 0)
}

function commonness(text: string, start: number): number {
  return [0, 1, 2].reduce((product, i) => product * (COMMON[text.charAt(start + i)] ?? 3), 1)
}
