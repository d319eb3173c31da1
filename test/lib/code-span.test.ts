import { expect, test } from '@jest/globals'
import { codeSpan } from '../../src/lib/code-span.ts'

test.each([
  ['a word', 'npm ci', '`npm ci`'],
  ['backticks', 'echo `date`', '`` echo `date` ``'],
  ['a fence', '```', '```` ``` ````'],
  ['lines', 'a\nb\r\u2028c', '`a b  c`'],
  ['hidden characters', 'a\u202Eb\u200Bc', '`a b c`'],
  ['nothing', '', '`  `'],
])('%s as Markdown code', (_, text, code) => {
  expect(codeSpan(text)).toBe(code)
})
