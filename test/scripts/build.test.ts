import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { tempFolder } from '../support/git.ts'
import { copyOfHouse, runScript } from './copy.ts'
import { runCommand } from './run-command.ts'

const BUNDLE = 'action/dist/index.js'

test('the Action\'s file is built; --check names it where it is not what the source gives, and leaves it as it is', async () => {
  const house = copyOfHouse()
  rmSync(join(house, 'action/dist'), { recursive: true, force: true })
  const stale = { code: 1, out: '', err: `${BUNDLE} is not what the source gives; run: npm run build\n` }
  expect(await runScript(house, ['scripts/build.ts', '--check'])).toEqual(stale)
  expect(await runScript(house, ['scripts/build.ts'])).toEqual({ code: 0, out: expect.stringMatching(/^action\/dist\/index\.js: \d+ KB\naction\/dist\/cache\.js: \d+ KB\naction\/dist\/pack-thread\.js: \d+ KB\naction\/dist\/licenses\.txt: \d+ KB\n$/), err: '' })
  expect(await runScript(house, ['scripts/build.ts', '--check'])).toMatchObject({ code: 0, err: '' })
  expect(readFileSync(join(house, 'action/dist/licenses.txt'), 'utf8')).toMatch(/^@actions\/core \S+, MIT\n\nThe MIT License/m)
  appendFileSync(join(house, BUNDLE), '// edited\n')
  expect(await runScript(house, ['scripts/build.ts', '--check'])).toEqual(stale)
  expect(readFileSync(join(house, BUNDLE), 'utf8')).toMatch(/\/\/ edited\n$/)
})

test('it is the same file wherever it is built from', async () => {
  const house = copyOfHouse()
  await runScript(house, ['scripts/build.ts'])
  const built = readFileSync(join(house, BUNDLE), 'utf8')
  expect(await runCommand([process.execPath, join(house, 'scripts/build.ts')], { cwd: tempFolder() })).toMatchObject({ code: 0 })
  expect(readFileSync(join(house, BUNDLE), 'utf8') === built).toBe(true)
})
