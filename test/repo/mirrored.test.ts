import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openMirror, type Mirror } from '../../src/repo/mirror.ts'
import { mirrored } from '../../src/repo/mirrored.ts'
import { setStage, type Stage } from '../github/stage.ts'

// Many files of one commit, over a real connection: what is wanted comes in one request.
let stage: Stage
beforeAll(async () => {
  stage = await setStage({ validate: false })
}, 60_000)
afterAll(() => stage.close())

test('the files that are wanted are fetched at once, and each other one when it is read', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `scripts/s${i}.sh`)
  const files = Object.fromEntries([...names, 'other.txt'].map((name) => [name, `text of ${name}\n`]))
  const shop = await stage.repository('many', { files, private: true })
  const requests: string[] = []
  const mirror = await openMirror({ url: `${stage.github.url}/${shop.fullName}`, token: () => stage.token() })
  const counting: Mirror = {
    ...mirror,
    async objects(ids) {
      requests.push(`${ids.length} objects`)
      await mirror.objects(ids)
    },
    async fileAt(commit, path) {
      requests.push(path)
      await mirror.fileAt(commit, path)
    },
  }
  const head = (await mirror.defaultBranch())?.id ?? ''
  await counting.commits([head], 1)
  const repo = await mirrored(counting)
  const paths = await repo.bring?.(head, (path) => path.endsWith('.sh'))
  expect([...(paths ?? [])].toSorted()).toEqual([...names, 'other.txt'].toSorted())
  for (const name of names) expect(await repo.file(name, head)).toBe(`text of ${name}\n`)
  expect(await repo.file('other.txt', head)).toBe('text of other.txt\n')
  await repo.bring?.(head, (path) => path.endsWith('.sh'))
  expect(requests).toEqual(['20 objects', 'other.txt'])
  await repo.close()
  await mirror.remove()
}, 60_000)
