import type { ByteSet, PatternTree } from './pattern-tree.ts'

const [BYTE, SEQUENCE, CHOICE, REPEAT] = [0, 1, 2, 3]
/** A repeat's limit where it has none; so long ones are as good as endless. */
const ENDLESS = 0xffff

/** Tells the number of a set. */
export type NumberOf = (set: ByteSet) => number

/** A pattern as assembly/patterns.ts reads it, in 16 bits each. */
export function codeOf(tree: PatternTree, numberOf: NumberOf): readonly number[] {
  const code: number[] = []
  write(tree)
  return code

  function write(one: PatternTree): void {
    if (one.is === 'byte') code.push(BYTE, numberOf(one.set))
    else if (one.is === 'repeat') writeRepeat(one)
    else {
      code.push(one.is === 'sequence' ? SEQUENCE : CHOICE, one.items.length)
      // What follows is built first.
      for (let i = one.items.length - 1; i >= 0; i--) write(one.items[i] ?? one)
    }
  }

  function writeRepeat({ item, least, most }: Extract<PatternTree, { is: 'repeat' }>): void {
    const size = code.push(REPEAT, Math.min(least, ENDLESS - 1), Math.min(most, ENDLESS), 0)
    write(item)
    code[size - 1] = code.length - size
  }
}
