import type { Keyword, Rule, Ruleset } from '../scan/ruleset.ts'
import { treeOf, type PatternTree } from './pattern-tree.ts'

/** A keyword with all the rules that are tried where it stands. */
export interface Word {
  readonly text: string
  readonly keywords: readonly Keyword[]
  /** How many bytes before its place and from it on these rules can see. */
  readonly before: number
  readonly from: number
}

export function wordsOf(ruleset: Ruleset): readonly Word[] {
  const rules = new Map<string, Rule[]>()
  for (const rule of ruleset.rules) {
    for (const keyword of new Set(rule.kind.keywords.map((word) => word.toLowerCase()))) {
      const known = rules.get(keyword)
      if (known) known.push(rule)
      else rules.set(keyword, [rule])
    }
  }
  return [...rules].map(([text, tried]) => ({
    text,
    keywords: tried.map((rule) => ({ rule, length: text.length })),
    before: Math.max(...tried.map((rule) => rule.reach.before + (rule.kind.lookBehind ?? 0))),
    from: Math.max(text.length, ...tried.map((rule) => rule.reach.length + rule.reach.after)),
  }))
}

/** The trees of the patterns that a word starts; `unreadable` where a match may start before it, or a pattern cannot be read. */
export function treesOf({ keywords }: Word): readonly PatternTree[] | 'unreadable' {
  if (keywords.some(({ rule }) => (rule.kind.lookBehind ?? 0) > 0)) return 'unreadable'
  const trees = keywords.map(({ rule }) => treeOf(rule.kind.pattern))
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
