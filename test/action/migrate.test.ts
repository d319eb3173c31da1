import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Repository } from '../github/start.ts'
import { openScene, type Scene } from './scene.ts'
import type { Ran } from './step.ts'
import { AWS_LOGIN } from '../support/workflows.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 60_000)
afterAll(() => scene.close())

const PATH = '.github/workflows/deploy.yml'

function migrated(repository: Repository, step: { readonly workspace: string; readonly inputs?: Readonly<Record<string, string>> }): Promise<Ran> {
  return scene.run(repository, { event: 'workflow_dispatch', payload: { repository: { default_branch: 'main' } }, ...step, inputs: { mode: 'migrate', ...step.inputs } })
}

function checkedOut(repository: Repository): Promise<string> {
  return scene.workspace(repository, { ref: 'main', depth: 1 })
}

describe('mode migrate', () => {
  test('changes the working tree, and writes a patch that a fresh clone takes; a second run finds nothing', async () => {
    const repository = await scene.repository({ [PATH]: AWS_LOGIN })
    const workspace = await checkedOut(repository)
    const ran = await migrated(repository, { workspace })
    expect([ran.code, ran.outputs]).toEqual([0, { patch: 'mayfly.patch' }])
    expect(readFileSync(join(workspace, PATH), 'utf8')).toMatch(/^(?![^]*secrets\.)[^]*role-to-assume/)
    expect(ran.summary).toMatch(/`mayfly.patch`[^]*`GITHUB_TOKEN` cannot push changes of workflow files[^]*## What to set up first[^]*repo:acme/)
    const fresh = await checkedOut(repository)
    await scene.git(fresh, 'apply', '--check', join(workspace, 'mayfly.patch'))
    await scene.git(fresh, 'apply', join(workspace, 'mayfly.patch'))
    expect(readFileSync(join(fresh, PATH))).toEqual(readFileSync(join(workspace, PATH)))
    const again = await migrated(repository, { workspace: fresh })
    expect([again.code, again.outputs]).toEqual([0, { patch: '' }])
    expect([again.log, again.summary]).toEqual([expect.stringContaining('Nothing to migrate'), expect.stringContaining('nothing to migrate')])
    expect(await scene.filesIn(fresh)).toEqual(['.github'])
  })

  test('writes the patch where it is told to', async () => {
    const repository = await scene.repository({ [PATH]: AWS_LOGIN })
    const workspace = await checkedOut(repository)
    const ran = await migrated(repository, { workspace, inputs: { patch: 'out/oidc.patch' } })
    expect(ran.outputs).toEqual({ patch: 'out/oidc.patch' })
    expect(readFileSync(join(workspace, 'out/oidc.patch'), 'utf8')).toContain('+          role-to-assume: ')
  })

  test('says at its place why a secret stays', async () => {
    const repository = await scene.repository({ [PATH]: AWS_LOGIN.replace('aws-region', 'mask-aws-account-id: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n          aws-region') })
    const ran = await migrated(repository, { workspace: await checkedOut(repository) })
    const told = ran.commands.filter(({ name }) => name === 'notice')
    expect(told).toContainEqual({ name: 'notice', message: expect.stringMatching(/AWS_.* stays: /), properties: expect.objectContaining({ file: PATH }) })
  })

  test('fails where a workflow cannot be read, after it has migrated the others', async () => {
    const repository = await scene.repository({ [PATH]: AWS_LOGIN, '.github/workflows/broken.yml': 'on: push\njobs: [\n' })
    const workspace = await checkedOut(repository)
    const ran = await migrated(repository, { workspace })
    expect([ran.code, ran.outputs['patch']]).toEqual([1, 'mayfly.patch'])
    expect(ran.commands.filter(({ name }) => name === 'error').map(({ properties, message }) => properties['file'] ?? message)).toEqual([
      '.github/workflows/broken.yml', expect.stringMatching(/^Not every workflow could be read: \.github\/workflows\/broken\.yml:\d+:\d+$/),
    ])
  })

  test('asks for a checkout where there is none', async () => {
    const ran = await migrated(await scene.repository(), { workspace: await scene.workspace(await scene.repository()) })
    expect([ran.code, ran.commands.map(({ message }) => message)]).toEqual([1, ['the workspace holds no repository: put actions/checkout before this step']])
  })

  test('does not write through a link that the repository holds', async () => {
    const repository = await scene.repository({ [PATH]: AWS_LOGIN })
    const workspace = await checkedOut(repository)
    const outside = join(await scene.workspace(repository), 'outside')
    writeFileSync(outside, 'mine\n')
    symlinkSync(outside, join(workspace, 'mayfly.patch'))
    expect((await migrated(repository, { workspace })).code).toBe(0)
    expect(readFileSync(outside, 'utf8')).toBe('mine\n')
  })
})
