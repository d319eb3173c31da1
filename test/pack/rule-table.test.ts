import { expect, test } from '@jest/globals'
import { tableOf, wordsIn } from '../../src/pack/rule-table.ts'
import { wordsOf, type Sought } from '../../src/pack/vocabulary.ts'
import { providers } from '../../src/providers/index.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { shipped } from '../../src/shipped.ts'
import { guess, mark, middle, pair } from '../scan/toys.ts'

/** Words with their patterns' codes, and the sets that those name. */
function told(words: readonly Sought[]): readonly unknown[] {
  const sets: string[] = []
  function numberOf(set: Uint8Array): number {
    const known = sets.indexOf(set.join(''))
    return known < 0 ? sets.push(set.join('')) - 1 : known
  }
  return [words.map((word) => [word.text, word.before, word.from, word.anchor, word.codes(numberOf)]), sets]
}

test('a table tells of words and patterns what the rules tell that it was made of', () => {
  for (const ruleset of [compile([mark, middle, pair, guess]), compile(providers.flatMap(({ tokens }) => tokens))]) {
    expect(told(wordsIn(tableOf(ruleset)))).toEqual(told(wordsOf(ruleset)))
  }
})

test('what is loaded late is what all providers have', async () => {
  const tokens = providers.flatMap((provider) => provider.tokens)
  expect(await shipped.load()).toBe(providers)
  expect(await shipped.kinds()).toEqual(tokens)
  expect(await shipped.table()).toBe(tableOf(compile(tokens)))
})

test('tested kinds are compiled to the same rules, each when it is first tried', () => {
  const tokens = providers.flatMap((provider) => provider.tokens)
  const [early, late] = [compile(tokens), compile(tokens, { trust: 'tested' })]
  expect([late.before, late.from]).toEqual([early.before, early.from])
  expect(late.rules.map(({ kind, pattern, reach, spread }) => [kind.id, String(pattern), reach, spread])).toEqual(
    early.rules.map(({ kind, pattern, reach, spread }) => [kind.id, String(pattern), reach, spread]),
  )
})
