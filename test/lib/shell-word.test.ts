import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { shellWord } from '../../src/lib/shell-word.ts'

test.each(['prod', '@octo/shop', 'eu prod', "it's", '$(id)', '`id`', '"', '\\', 'a\nb', '*', ''])('a shell reads %j as it is', (text) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text)
})
