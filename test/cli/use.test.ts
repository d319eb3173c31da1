import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import manifest from '../../package.json' with { type: 'json' }
import { colourful } from '../../src/cli/terminal.ts'
import { progressLine, progressText } from '../../src/cli/progress.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { commandLine, mayfly, startMayfly } from '../support/mayfly.ts'
import { tokenOf } from '../support/tokens.ts'
import { startVendor } from '../support/vendor.ts'

describe('wrong use', () => {
  test.each([
    [[], 'Commands:'],
    [['scann'], 'there is no command "scann", did you mean scan?'],
    [['scan', '--hsitory'], 'there is no option --hsitory, did you mean --history?'],
    [['scan', '-x'], 'there is no option -x'],
    [['scan', '--format', 'jsn'], '--format is one of text, json, jsonl, sarif, not "jsn"; did you mean json?'],
    [['scan', '--range'], '--range needs a value: --range A..B'],
    [['scan', '--policy', '--verify'], '--policy needs a value: --policy FILE'],
    [['scan', '--verify=yes'], '--verify takes no value'],
    [['scan', '--range', 'HEAD'], '--range is A..B'],
    [['scan', '--range', 'a...b'], '--range is A..B'],
    [['scan', '--range', 'a..b', '--range', 'c..d'], '--range stands twice'],
    [['scan', '--history', '--staged'], '--staged and --history exclude each other'],
    [['scan', '--branch', 'main', '--range', 'a..b'], '--range and --branch exclude each other'],
    [['scan', '--since', '2026-01-01', '--staged'], '--staged and --since exclude each other'],
    [['scan', '--history', '--since', 'lately'], '--since is a day'],
    [['scan', '--branch', 'no-such-branch'], 'there is no commit "no-such-branch"'],
    [['scan', '--stdin'], '--stdin needs --path NAME'],
    [['scan', '--path', 'x'], '--path names what comes by --stdin'],
    [['scan', 'a', 'b'], '"b" is one argument too many'],
    [['scan', '/no/such/folder'], 'there is no folder "/no/such/folder"'],
    [['scan', 'file.txt', '--history'], '"file.txt" is no folder'],
    [['scan', '--range', 'no-such-branch..HEAD'], 'there is no commit "no-such-branch"'],
    [['policy'], 'check'],
    [['policy', 'chekc'], '"chekc" is not check'],
    [['migrate', '--diff', '--json'], '--diff and --json exclude each other'],
    [['serve', '--port', '99999'], '--port is a number below 65536'],
  ])('%j ends with 2 and tells the way', async (args, message) => {
    const repo = new TestRepo()
    repo.commit({ 'file.txt': 'x' })
    const ended = await mayfly(args, { cwd: repo.folder })
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) })
    expect(ended.err).not.toMatch(/^ +at /m)
  })

  test('is a scan of commits where there is no repository', async () => {
    expect(await mayfly(['scan', '--history', tempFolder()])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no git repository') })
  })
})

describe('help', () => {
  test.each(['scan', 'migrate', 'trust', 'policy', 'serve'])('of %s tells its options, examples and exit codes, in lines that fit', async (command) => {
    const ended = await mayfly([command, '--help'])
    expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringMatching(new RegExp(`^mayfly ${command}[^]*Options:[^]*Examples:[^]*Exit codes:`)) })
    expect(ended.out.split('\n').filter((line) => line.length > 100)).toEqual([])
    expect((await mayfly(['help', command])).out).toBe(ended.out)
  })

  test('of all names the commands, and the version is the package\'s', async () => {
    expect(await mayfly(['--help'])).toMatchObject({ code: 0, out: expect.stringMatching(/scan[^]*migrate[^]*trust[^]*policy[^]*serve/) })
    expect(await mayfly(['--version'])).toMatchObject({ code: 0, out: `${manifest.version}\n` })
  })
})

describe('verification', () => {
  test('asks the provider, and what it says decides', async () => {
    const vendor = await startVendor(() => ({ status: 401, body: { message: 'Bad credentials' } }))
    const env = { MAYFLY_STAND_INS: JSON.stringify({ 'api.github.com': vendor.origin }) }
    const input = tokenOf('github/pat-classic', 'verify')
    const asked = await mayfly(['scan', '--stdin', '--path', 'a', '--verify', '--format', 'json'], { env, input })
    expect(asked.code).toBe(0)
    expect(JSON.parse(asked.out).findings).toMatchObject([{ liveness: 'dead', verdict: 'warn' }])
    expect(vendor.asked).toEqual(['GET api.github.com/user'])
    expect((await mayfly(['scan', '--stdin', '--path', 'a'], { env, input })).code).toBe(1)
    expect(vendor.asked).toHaveLength(1)
  })

  test.each(['{"api.github.com":"http://attacker.example"}', 'nonsense {'])('refuses %s as stand-ins', async (text) => {
    const ended = await mayfly(['scan', tempFolder()], { env: { MAYFLY_STAND_INS: text } })
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('MAYFLY_STAND_INS') })
  })
})

test('as a pre-commit hook it sees what the commit would bring, also with commit -a, and keeps it back', async () => {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a', 'b.txt': 'b' })
  const hook = join(repo.folder, '.git/hooks/pre-commit')
  writeFileSync(hook, `#!/bin/sh\nexec ${commandLine(['scan', '--staged'])}\n`, { mode: 0o755 })
  repo.write({ 'a.txt': tokenOf('github/pat-classic', 'hook'), 'b.txt': 'harmless' })
  repo.git('commit', '-q', '-m', 'harmless', 'b.txt')
  expect(() => repo.git('commit', '-q', '-a', '-m', 'leak')).toThrow(/default\/unverified-token/)
  expect(repo.git('log', '--format=%s')).toBe('harmless\nchange')
})

describe('terminals and pipes', () => {
  test.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: false }, {}, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: false }, { FORCE_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
  ])('%j with %j has colours: %j', (stream, env, expected) => {
    expect(colourful(stream, env)).toBe(expected)
  })

  test('a pipe sees no colour unless it is forced', async () => {
    const setting = { input: tokenOf('github/pat-classic', 'colour') }
    const line = ['scan', '--stdin', '--path', 'a']
    expect((await mayfly(line, setting)).out).not.toContain('\u001b')
    expect((await mayfly(line, { ...setting, env: { FORCE_COLOR: '1' } })).out).toContain('\u001b')
    expect((await mayfly([...line, '--no-color'], { ...setting, env: { FORCE_COLOR: '1' } })).out).not.toContain('\u001b')
  })

  test('a reader that goes away ends it quietly', async () => {
    const repo = new TestRepo()
    repo.write(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${i}.txt`, tokenOf('github/pat-classic', i)])))
    const child = startMayfly(['scan', repo.folder, '--format', 'json'])
    child.stdout.destroy()
    const errors: Buffer[] = []
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    const { promise, resolve } = Promise.withResolvers<number | null>()
    child.on('close', (code) => resolve(code))
    expect(await promise).toBe(1)
    expect(Buffer.concat(errors).toString()).toBe('')
  })

  test('an interrupt ends it with 130 in the middle of its work, and leaves no half report', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'a.txt'), tokenOf('github/pat-classic', 'interrupt'))
    const vendor = await startVendor(() => {
      child.kill('SIGINT')
      return 'hang'
    })
    const env = { MAYFLY_STAND_INS: JSON.stringify({ 'api.github.com': vendor.origin }) }
    const child = startMayfly(['scan', '--verify', '--output', 'report.txt'], { cwd: folder, env })
    const { promise, resolve } = Promise.withResolvers<number | null>()
    child.on('close', (code) => resolve(code))
    expect(await promise).toBe(130)
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  test('progress is a line of its own on a terminal, after two seconds, and goes away', () => {
    const written: string[] = []
    const terminal = { isTTY: true, write: (text: string) => written.push(text) }
    const [line, piped] = [progressLine(() => terminal), progressLine(() => ({ ...terminal, isTTY: false }))]
    const [seconds, nanoseconds] = process.hrtime()
    const now = jest.spyOn(process, 'hrtime')
    now.mockReturnValue([seconds + 1, nanoseconds])
    line.show({ files: 1, bytes: 1, commits: 0 })
    expect(written).toEqual([])
    now.mockReturnValue([seconds + 3, nanoseconds])
    for (const each of [line, line, piped]) each.show({ files: 1234, bytes: 5_242_880, commits: 2 })
    for (const each of [line, piped]) each.end()
    expect(written).toEqual([`\r\u001b[K${progressText({ files: 1234, bytes: 5_242_880, commits: 2 })}`, '\r\u001b[K'])
    expect(written[0]).toContain('1,234 files, 5.0 MB, 2 commits')
    now.mockRestore()
  })
})
