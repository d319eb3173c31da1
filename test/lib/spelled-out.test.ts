import { expect, test } from '@jest/globals'
import { spelledOut } from '../../src/lib/spelled-out.ts'

const levels = [[{ name: 'REG', value: 'ghcr.io' }], [{ name: 'REG', value: 'docker.io' }, { name: 'ORG', value: 'octo' }, { name: 'PW', value: '${{ secrets.PW }}' }]]

test.each([
  ['the innermost level counts', 'docker login $REG', 'docker login ghcr.io'],
  ['in braces', '${REG}/${ORG}', 'ghcr.io/octo'],
  ['as an expression', '${{ env.REG }}/x', 'ghcr.io/x'],
  ['in PowerShell', '"$env:ORG"', '"octo"'],
  ['a variable whose value is no plain text stays', '-p $PW', '-p $PW'],
  ['a variable that nobody sets stays', '$HOME/${X}', '$HOME/${X}'],
  ['a longer name is another one', '$REGION', '$REGION'],
  ['a text without any stays', 'plain', 'plain'],
])('%s', (_, text, expected) => {
  expect(spelledOut(text, levels)).toBe(expected)
})
