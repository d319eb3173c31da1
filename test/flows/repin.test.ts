import { expect, test } from '@jest/globals'
import { repinned } from '../../src/flows/repin.ts'
import { contentHash } from '../../src/flows/keep-proposal.ts'
import { PINS } from '../../src/migrate/pins.data.ts'
import type { Proposal } from '../../src/migrate/proposals.ts'
import { plan } from '../migrate/planning.ts'
import { deploy } from '../support/workflows.ts'
import { hostedWith } from './hosted.ts'

const AWS = 'aws-actions/configure-aws-credentials'
const OURS = `${AWS}@${PINS[AWS]?.sha} # ${PINS[AWS]?.version}`
const NEWER = 'f'.repeat(40)

const [planned] = (await plan(deploy())).proposals

function proposal(before: string, after: string): Proposal {
  if (planned === undefined) throw new Error('a workflow that logs in with keys has a proposal')
  return { ...planned, files: [{ path: 'w.yml', before, after }] }
}

async function after(before: string, text: string, tagged: 'newer' | 'unseen' = 'newer'): Promise<string | undefined> {
  const hosted = hostedWith({ newestTag: async () => (tagged === 'newer' ? { version: 'v6.9.9', sha: NEWER } : undefined) })
  const [one] = await repinned(hosted, [proposal(before, text)])
  return one?.files[0]?.after
}

test('an action that comes in is written with the newest commit, with its line end and indent', async () => {
  expect(await after('a\n', `a\r\n      - uses: ${OURS}\r\n        uses: ${AWS}@v4\n`)).toBe(`a\r\n      - uses: ${AWS}@${NEWER} # v6.9.9\r\n        uses: ${AWS}@${NEWER} # v6.9.9\n`)
})

test.each([
  ['stood there before', `      - uses: ${OURS}\n`, `      - uses: ${OURS}\n      - run: x\n`],
  ['is not ours', 'a\n', '      - uses: acme/other@v1\n'],
  ['is a branch or quoted', 'a\n', `      - uses: ${AWS}@main\n      - uses: "${AWS}@v4"\n`],
])('one that %s stays as it is', async (_, before, text) => {
  expect(await after(before, text)).toBe(text)
})

test('as shipped where the tags cannot be seen; a newer release is no other edit', async () => {
  const text = `      - uses: ${OURS}\n`
  expect(await after('a\n', text, 'unseen')).toBe(text)
  expect(contentHash(proposal('a\n', text))).toBe(contentHash(proposal('a\n', text.replace(OURS, `${AWS}@${NEWER} # v6.9.9`))))
  expect(contentHash(proposal('a\n', text))).not.toBe(contentHash(proposal('a\n', `${text}x\n`)))
})
