import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { changeFiles } from '../../src/lib/change-files.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { mayfly } from '../support/mayfly.ts'
import { AWS_LOGIN } from '../support/workflows.ts'

const path = '.github/workflows/deploy.yml'

function withWorkflow(): TestRepo {
  const repo = new TestRepo()
  repo.git('remote', 'add', 'origin', 'https://someone:word@github.com/octo-org/site.git')
  repo.commit({ [path]: AWS_LOGIN, 'sub/a.txt': 'a' })
  return repo
}

describe('mayfly migrate', () => {
  test('prints a diff that git applies, and changes nothing, from any folder of the repository', async () => {
    const repo = withWorkflow()
    const ended = await mayfly(['migrate', 'sub'], { cwd: repo.folder })
    expect(ended).toMatchObject({ code: 0, err: `mayfly: would change ${path}\n` })
    expect(repo.git('status', '--porcelain')).toBe('')
    execFileSync('git', ['apply', '--check'], { cwd: repo.folder, input: ended.out })
    expect(ended.out).toContain('+          role-to-assume: ')
  })

  test('--write changes the file, keeps its mode, and prints what to set up for this repository', async () => {
    const repo = withWorkflow()
    chmodSync(join(repo.folder, path), 0o640)
    const ended = await mayfly(['migrate', '--write'], { cwd: repo.folder })
    expect(ended).toMatchObject({ code: 0, err: `mayfly: changed ${path}\n` })
    expect(ended.out).toContain('repo:octo-org/site:')
    expect(ended.out).not.toContain('someone')
    expect(readFileSync(join(repo.folder, path), 'utf8')).not.toContain('secrets.')
    expect(statSync(join(repo.folder, path)).mode & 0o777).toBe(0o640)
    expect(readdirSync(join(repo.folder, '.github/workflows'))).toEqual(['deploy.yml'])
    expect(await mayfly(['migrate'], { cwd: repo.folder })).toMatchObject({ code: 0, out: '', err: 'mayfly: nothing to change in 1 workflow\n' })
  })

  test('tells what becomes of each secret, and where else it is named', async () => {
    const repo = withWorkflow()
    repo.write({ 'deploy.sh': '#!/bin/sh\necho $AWS_ACCESS_KEY_ID\n', '.github/workflows/npm.yml': AWS_LOGIN.replace(/aws-[\s\S]*/, 'actions/setup-node@v4\n      - run: npm publish && npm dist-tag add a@1 latest\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n') })
    const { out } = await mayfly(['migrate'], { cwd: repo.folder })
    const table = out.slice(0, out.indexOf('diff --git'))
    expect(table).toMatch(/^rewrite becomes short-lived\n {2}AWS_ACCESS_KEY_ID {6}aws\/role {16}\.github\/workflows\/deploy\.yml:8\n/)
    expect(table).toMatch(/\nreport could be[^\n]*\n {2}NPM_TOKEN {14}npm\/trusted-publishing {2}\.github\/workflows\/npm\.yml:9\n {6}`npm dist-tag/)
    expect(table).toMatch(/\nalso named outside the workflows\n {2}AWS_ACCESS_KEY_ID {6}deploy\.sh:2\n\n$/)
    expect(out).not.toContain('\u001b')
    const coloured = await mayfly(['migrate'], { cwd: repo.folder, env: { FORCE_COLOR: '1' } })
    expect(coloured.out).toContain('\u001b[')
    expect((await mayfly(['migrate', '--diff'], { cwd: repo.folder })).out).toMatch(/^diff --git/)
  })

  test('--provider leaves the others alone', async () => {
    const repo = withWorkflow()
    expect(await mayfly(['migrate', '--provider', 'npm'], { cwd: repo.folder })).toMatchObject({ code: 0, out: '' })
    expect((await mayfly(['migrate', '--provider', 'aws'], { cwd: repo.folder })).out).toContain('role-to-assume')
    expect(await mayfly(['migrate', '--provider', 'awss'], { cwd: repo.folder })).toMatchObject({ code: 2, err: expect.stringContaining('did you mean aws?') })
  })

  test('--json is the plan', async () => {
    const ended = await mayfly(['migrate', '--json'], { cwd: withWorkflow().folder })
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toContain('AWS_ACCESS_KEY_ID')
    expect(() => JSON.parse(ended.out)).not.toThrow()
  })

  test('tells a workflow that is no YAML by line and column, and goes on with the others', async () => {
    const repo = withWorkflow()
    repo.write({ '.github/workflows/broken.yml': 'on: push\njobs: [\n' })
    const ended = await mayfly(['migrate'], { cwd: repo.folder })
    expect(ended).toMatchObject({ code: 3, out: expect.stringContaining(path), err: expect.stringMatching(/broken\.yml:\d+:\d+: /) })
  })

  test('finds nothing to do where there is no workflow, and refuses to write into a bare repository', async () => {
    expect(await mayfly(['migrate', tempFolder()])).toMatchObject({ code: 0, out: '', err: 'mayfly: no workflow in .github/workflows here\n' })
    const bare = tempFolder()
    withWorkflow().git('clone', '-q', '--bare', '.', bare)
    expect(await mayfly(['migrate', bare, '--write'])).toMatchObject({ code: 2, err: expect.stringContaining('no files to write') })
    expect(await mayfly(['migrate', bare])).toMatchObject({ code: 0, out: expect.stringContaining('role-to-assume') })
  })
})

describe('changing files', () => {
  test.each([
    ['was edited since it was read', 'an edit', 'read'],
    ['is no UTF-8', Buffer.from([0x61, 0xff]), 'a\ufffd'],
  ])('writes none where one of them %s', (_, onDisk, before) => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'a.yml'), 'a')
    writeFileSync(join(folder, 'b.yml'), onDisk)
    const files = [{ path: 'a.yml', before: 'a', after: 'A' }, { path: 'b.yml', before, after: 'B' }]
    expect(() => changeFiles(files, folder)).toThrow(/^b\.yml is not what was read/)
    expect(readFileSync(join(folder, 'a.yml'), 'utf8')).toBe('a')
    expect(readdirSync(folder)).toEqual(['a.yml', 'b.yml'])
  })
})
