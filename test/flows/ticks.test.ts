import { expect, test } from '@jest/globals'
import { openBoxes, withTicks } from '../../src/flows/ticks.ts'

const LETTER = 'Text\n- [ ] one\n- [x] two\n- [ ] three\n'

test('a new letter keeps what a person ticked, and nothing else of the old one', () => {
  const standing = 'Other text\r\n- [X] three\r\n- [ ] two\r\n- [x] gone\r\n'
  expect(withTicks(LETTER, standing)).toBe('Text\n- [ ] one\n- [x] two\n- [x] three\n')
  expect(withTicks(LETTER, '')).toBe(LETTER)
})

test('the boxes that nobody has ticked are told', () => {
  expect(openBoxes(LETTER)).toEqual(['one', 'three'])
  expect(openBoxes('- [x] a\n- b\n[ ] c')).toEqual([])
})
