import { expect, test } from '@jest/globals'
import { flagPieces, spellings } from '../../src/recipes/flags.ts'

const flags = ['-p', '--password']

test.each([
  ['twine upload -p $PASS dist/*', [' -p $PASS']],
  ['twine upload --password="${PASS}" dist/*', [' --password="${PASS}"']],
  ["twine upload dist/*  -p '$PASS'", ["  -p '$PASS'"]],
  ['twine upload -p $env:PASS', [' -p $env:PASS']],
  ['twine upload -p ${{ env.PASS }} x\ntwine upload -p ${{ env.PASS }} y', [' -p ${{ env.PASS }}']],
  ['twine upload -p $PASSWORD dist/*', []],
  ['twine upload -p "x$PASS" dist/*', []],
  ['twine upload --skip -pp $PASS dist/*', []],
])('the flags of `%s`', (script, expected) => {
  expect(flagPieces(script, { flags, values: spellings('PASS') })).toEqual(expected)
})
