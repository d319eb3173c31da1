import type { Keyword, Ruleset } from '../scan/ruleset.ts'
import { anchorOf } from './anchors.ts'
import { codeOf, type NumberOf } from './pattern-code.ts'
import { treeOf, type PatternTree } from './pattern-tree.ts'

/** The beginning of keywords, as a search needs it. */
export interface Sought {
  /** At most STEM letters: the longer the words are that are searched, the more must be looked at around each change. */
  readonly text: string
  /** How many bytes before its place and from it on the patterns of its keywords can see. */
  readonly before: number
  readonly from: number
  /** See anchorOf. */
  readonly anchor: number
  /** The codes of the patterns that may begin at it; `unreadable` where a match may begin before it, or a pattern cannot be read. */
  codes(numberOf: NumberOf): readonly (readonly number[])[] | 'unreadable'
}

/** The beginning of keywords, and what is tried where it stands. */
export interface Word extends Sought {
  readonly keywords: readonly (Keyword & { readonly text: string })[]
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
    get before() {
      return Math.max(...tried.map(({ rule }) => rule.reach.before + (rule.kind.lookBehind ?? 0)))
    },
    get from() {
      return Math.max(...tried.map(({ rule, length }) => Math.max(length, rule.reach.length + rule.reach.after)))
    },
    get anchor() {
      return anchorOf(text)
    },
    codes(numberOf) {
      const trees = treesOf(tried)
      return trees === 'unreadable' ? trees : trees.map((tree) => codeOf(tree, numberOf))
    },
  }))
}

function treesOf(keywords: Word['keywords']): readonly PatternTree[] | 'unreadable' {
  if (keywords.some(({ rule }) => (rule.kind.lookBehind ?? 0) > 0)) return 'unreadable'
  const trees = [...new Set(keywords.map(({ rule }) => rule))].map((rule) => treeOf(rule.kind.pattern))
  const read = trees.filter((tree) => tree !== 'unreadable')
  return read.length === trees.length ? read : 'unreadable'
}
