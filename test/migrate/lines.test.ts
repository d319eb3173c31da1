import { expect, test } from '@jest/globals'
import { linesOf } from '../../src/migrate/lines.ts'

test.each([
  ['one line, wherever it stands', ['go', ' run', 'go', 'run '], 'run', [1, 3]],
  ['lines that follow each other, all of them', ['{', '  a', '} >> out', 'a', '{', '  b', '} >> out'], '{\na\n} >> out', [0, 1, 2]],
  ['the same lines in another order not at all', ['b', 'a'], 'a\nb', []],
  ['nothing past the end', ['a'], 'a\nb', []],
])('%s', (_, lines, wanted, found) => {
  expect([...linesOf(lines, wanted)]).toEqual(found)
})
