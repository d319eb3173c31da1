import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { at, isList, parseJson, textAt } from '../../src/lib/json.ts'
import { copyOfHouse, runScript } from './copy.ts'
import { runCommand } from './run-command.ts'

let house = ''
beforeAll(() => {
  house = copyOfHouse()
})

function newProvider(...args: readonly string[]) {
  return runScript(house, ['scripts/new-provider.ts', ...args])
}

function filesNow(): readonly string[] {
  return ['src/providers', 'test/providers'].flatMap((folder) => readdirSync(join(house, folder), { recursive: true, encoding: 'utf8' })).toSorted()
}

describe('a new provider', () => {
  const files = ['src/providers/acme-cloud/index.ts', 'src/providers/acme-cloud/tokens.ts', 'src/providers/acme-cloud/examples.ts', 'test/providers/acme-cloud.test.ts']
  let said = ''
  beforeAll(async () => {
    const done = await newProvider('acme-cloud')
    expect(done).toMatchObject({ code: 0, err: '' })
    said = done.out
  })

  test('has its files, and what it says leads to files that are there', () => {
    expect(files.filter((file) => !existsSync(join(house, file)))).toEqual([])
    const named = [...said.matchAll(/\b(?:src|test)\/[\w/.-]+\.ts\b/g)].map(([path]) => path)
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((path) => !existsSync(join(house, path)))).toEqual([])
    expect(said.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  test('is generated into the list, and passes types and lint', async () => {
    expect(await runScript(house, ['scripts/generate.ts'])).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(house, 'src/providers/index.ts'), 'utf8')).toContain("from './acme-cloud/index.ts'")
    writeFileSync(join(house, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', include: files }))
    expect(await runCommand(['tsc', '-p', 'tsconfig.new.json'], { cwd: house })).toEqual({ code: 0, out: '', err: '' })
    expect(await runCommand(['oxlint', '--type-aware', '--tsconfig', 'tsconfig.new.json', ...files], { cwd: house })).toMatchObject({ code: 0 })
  })

  test('passes the contract test as it is; its own test fails until its docs are a real page', async () => {
    const before = await outcomes()
    expect(before.filter(([, status]) => status === 'passed').length).toBeGreaterThan(5)
    expect(before.filter(([, status]) => status === 'failed')).toEqual([['Acme Cloud is described where its docs say', 'failed']])
    const index = join(house, files[0] ?? '')
    writeFileSync(index, readFileSync(index, 'utf8').replace('acme-cloud.example', 'acme-cloud.test'))
    expect((await outcomes()).filter(([, status]) => status === 'failed')).toEqual([])
  }, 120_000)
})

/** The tests of the new provider, by name and status, as a run of their own has them. */
async function outcomes(): Promise<readonly (readonly (string | undefined)[])[]> {
  const tests = ['test/providers/contract.test.ts', 'test/providers/acme-cloud.test.ts']
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci', '--json', '-t', 'acme.cloud', ...tests]
  const { out } = await runCommand([process.execPath, ...jest], { cwd: house })
  const suites = at(parseJson(out), 'testResults')
  const all = (isList(suites) ? suites : []).flatMap((suite) => {
    const results = at(suite, 'assertionResults')
    return isList(results) ? results : []
  })
  return all.map((one) => [textAt(one, 'title'), textAt(one, 'status')]).filter(([, status]) => status !== 'pending')
}

describe('nothing is written', () => {
  test.each([
    [[]], [['a']], [['Acme']], [['1password']], [['acme-']], [['acme--cloud']], [['-acme']], [['acme_cloud']], [['acme cloud']],
    [['../acme']], [['acme/cloud']], [['a'.repeat(21)]], [['a-b-c-d-e-f']], [['acme\n']],
  ])('for %j, which is no id', async (args) => {
    const before = filesNow()
    expect(await newProvider(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(/^usage: npm run new-provider -- <id>/) })
    expect(filesNow()).toEqual(before)
  })

  test('over a provider that is there', async () => {
    const [before, text] = [filesNow(), readFileSync(join(house, 'src/providers/github/index.ts'), 'utf8')]
    expect(await newProvider('github')).toEqual({ code: 2, out: '', err: 'src/providers/github is there already; nothing was written\n' })
    expect(filesNow()).toEqual(before)
    expect(readFileSync(join(house, 'src/providers/github/index.ts'), 'utf8')).toBe(text)
  })

  test('over a test that is there', async () => {
    writeFileSync(join(house, 'test/providers/left-over.test.ts'), '// mine\n')
    const before = filesNow()
    expect(await newProvider('left-over')).toMatchObject({ code: 2, err: 'test/providers/left-over.test.ts is there already; nothing was written\n' })
    expect(filesNow()).toEqual(before)
  })
})
