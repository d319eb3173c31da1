import { expect, test } from '@jest/globals'
import { referencesTo } from '../../src/flows/references.ts'
import { hostedWith } from './hosted.ts'

const RETIRE = 'jobs:\n  a:\n    steps:\n      - uses: acme/mayfly@v1\n        with:\n          mode: retire\n          old: |\n            KEY=${{ secrets.KEY }}\n'

const TEXTS: Readonly<Record<string, readonly [text: string, state: 'refers' | 'free']>> = {
  plain: ['env: { A: "${{ secrets.KEY }}" }', 'refers'],
  lower: ["env: { A: \"${{ secrets['key'] }}\" }", 'refers'],
  comment: ['# KEY was here\non: push\n', 'refers'],
  broken: ['jobs: [\n  KEY', 'refers'],
  other: ['env: { A: "${{ secrets.KEY_2 }}", B: "${{ secrets.MONKEY }}" }', 'free'],
  all: ['env: { A: "${{ toJSON(secrets) }}" }', 'refers'],
  built: ['env: { A: "${{ secrets[matrix.name] }}" }', 'refers'],
  inherit: ['jobs:\n  a:\n    uses: acme/shared/.github/workflows/x.yml@v1\n    secrets: inherit\n', 'refers'],
  local: ['jobs:\n  a:\n    uses: ./.github/workflows/x.yml\n    secrets: inherit\n', 'free'],
  retire: [RETIRE, 'free'],
  retireAndMore: [`${RETIRE}      - run: make\n        env: { A: "\${{ secrets.KEY }}" }\n`, 'refers'],
}

test.each(Object.entries(TEXTS))('a workflow that is %s', async (name, [text, state]) => {
  const hosted = hostedWith({
    branches: async () => ({ branches: [{ name: 'main', head: 'a' }], more: false }),
    listAt: async () => [{ path: `${name}.yml`, blob: name }],
    blob: async () => text,
  })
  const { places, more } = await referencesTo(hosted, ['KEY'])
  expect([places, more]).toEqual([state === 'refers' ? [{ path: `${name}.yml`, branches: ['main'] }] : [], 'none'])
})

test('each version of a file is read once, over all branches, and what is too much is said', async () => {
  const read: string[] = []
  const hosted = hostedWith({
    branches: async () => ({ branches: ['main', 'old', 'older'].map((name) => ({ name, head: name })), more: true }),
    listAt: async (_, ref) => [{ path: 'w.yml', blob: ref === 'main' ? 'new' : 'old' }],
    async blob(id) {
      read.push(id)
      return id === 'old' ? 'secrets.KEY' : ''
    },
  })
  expect(await referencesTo(hosted, ['KEY'])).toEqual({ places: [{ path: 'w.yml', branches: ['old', 'older'] }], more: 'some' })
  expect(read).toEqual(['new', 'old'])
})
