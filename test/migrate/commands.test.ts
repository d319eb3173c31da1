import { expect, test } from '@jest/globals'
import { commandsOf } from '../../src/migrate/commands.ts'
import { grows } from '../support/times.ts'

test.each([
  ['one command', 'npm ci', [['npm', 'ci']]],
  ['several lines and joints', 'cd x && npm ci; ls | wc -l\ntrue || false', [['cd', 'x'], ['npm', 'ci'], ['ls'], ['wc', '-l'], ['true'], ['false']]],
  ['continued lines', 'aws s3 sync \\\n  a b', [['aws', 's3', 'sync', 'a', 'b']]],
  ['quotes that hold joints', 'echo "a && b" \'c; d\'', [['echo', 'a && b', 'c; d']]],
  ['expressions that hold joints', 'deploy ${{ a || b }}', [['deploy', '${{ a || b }}']]],
  ['comments', 'make # all && more', [['make']]],
  ['assignments and keywords in front', 'if CI=1 sudo make; then time test; fi', [['make'], ['test'], ['fi']]],
  ['subshells', '(cd x; ls) && echo $(date)', [['cd', 'x'], ['ls'], ['echo', '$_'], ['date']]],
  ['what goes on behind one', 'gh release create v$(cat VERSION) --notes x && ls', [['gh', 'release', 'create', 'v$_', '--notes', 'x'], ['cat', 'VERSION'], ['ls']]],
  ['here-documents', 'cat <<EOF > f\nnpm publish\nEOF\nls', [['cat', '<<EOF', '>', 'f'], ['ls']]],
  ['a quote over several lines', 'URL=$(gh pr create --title x \\\n  --body "\n## What\n- [ ] npm publish\n")\necho $URL', [['gh', 'pr', 'create', '--title', 'x', '--body', '\n## What\n- [ ] npm publish\n'], ['echo', '$URL']]],
  ['a quote that never ends', 'echo don\'t\nmake\n# late\nls', [['echo', 'don', 't'], ['make'], ['ls']]],
  ['nothing', '\n  \n# only a comment', []],
])('a script of %s is taken apart', (_, script, words) => {
  expect(commandsOf(script).map((command) => command.words)).toEqual(words)
})

test.each([
  ['quotes', '"', 20_000], ['lines of one quote', '"\n\'\n', 4000], ['expressions', '${{', 10_000], ['words', 'x', 100_000], ['backslashes', '\\', 50_000], ['joints', '&&', 20_000],
])('a hostile script of %s takes no longer than its length asks for', (_, unit, count) => {
  expect(grows((size) => commandsOf(unit.repeat(size)), count)).toBe('in-step')
})
