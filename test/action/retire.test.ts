import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Repository } from '../github/start.ts'
import { standInsOf, startCloud, type Cloud } from '../support/cloud.ts'
import { openScene, type Scene } from './scene.ts'
import type { Ran } from './step.ts'

let scene: Scene
let repository: Repository
let workspace: string
beforeAll(async () => {
  scene = await openScene()
  repository = await scene.repository()
  workspace = await scene.workspace(repository)
}, 60_000)
afterAll(() => scene.close())

function retired(cloud: Cloud, { inputs, env = {} }: { readonly inputs: Readonly<Record<string, string>>; readonly env?: Readonly<Record<string, string>> }): Promise<Ran> {
  return scene.run(repository, {
    event: 'workflow_dispatch', payload: {}, workspace, secrets: cloud.secrets,
    inputs: { mode: 'retire', ...inputs }, env: { MAYFLY_STAND_INS: JSON.stringify(standInsOf(cloud)), ...env },
  })
}

describe('mode retire', () => {
  test('has the old key die once the login before it works, and reports without its text', async () => {
    const cloud = await startCloud()
    const ran = await retired(cloud, { inputs: { old: cloud.stored }, env: cloud.login })
    expect([ran.code, ran.outputs, cloud.done]).toEqual([0, { state: 'dead', report: 'mayfly-retire.json' }, ['stored key']])
    expect(ran.commands).toContainEqual({ name: 'notice', message: 'kind=aws/access-key act=switched-off state=dead', properties: { title: 'Mayfly: old secret' } })
    const report = readFileSync(join(workspace, 'mayfly-retire.json'), 'utf8')
    expect(JSON.parse(report)).toMatchObject({ version: 1, secrets: [{ kind: 'aws/access-key', act: 'switched-off', after: { state: 'dead' } }] })
    expect(cloud.secrets.filter((secret) => report.includes(secret))).toEqual([])
    expect(ran.summary).toMatch(/was switched off\. Its provider says that it is dead\.[^]*Now delete the stored secrets/)
  })

  test('does nothing without a login before it, fails, and says who must do what where', async () => {
    const cloud = await startCloud()
    const ran = await retired(cloud, { inputs: { old: cloud.stored, report: '' } })
    expect([ran.code, ran.outputs, cloud.done]).toEqual([1, { state: 'live', report: '' }, []])
    expect(ran.summary).toMatch(/was left as it is[^]*log in before this step[^]*### By hand[^]*IAM users page/)
  })

  test.each([
    ['nothing to retire', { old: '' }, /needs the input old/],
    ['what is no secret of a provider', { old: 'PASSWORD=hello' }, /no secret of a provider that Mayfly knows was recognised/],
    ['a way that there is not', { old: 'x', how: 'burn' }, /the input how is switch-off, delete, or report, not "burn"/],
  ])('refuses %s', async (_, inputs, message) => {
    const ran = await retired(await startCloud(), { inputs })
    expect([ran.code, ran.commands.map((command) => command.message)]).toEqual([1, [expect.stringMatching(message)]])
  })
})
