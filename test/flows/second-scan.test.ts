import { describe, expect, test } from '@jest/globals'
import { guard, type Guarded } from '../../src/flows/guard.ts'
import { foundAgain, heldTokens } from '../../src/flows/held-tokens.ts'
import { Mint } from '../../src/lib/mint.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import { examples as aws } from '../../src/providers/aws/examples.ts'
import { examples as generic } from '../../src/providers/generic/examples.ts'
import { examples as github } from '../../src/providers/github/examples.ts'
import { providers } from '../../src/providers/index.ts'
import { openLocal } from '../../src/repo/local.ts'
import { ruleVersion } from '../../src/scan/rule-version.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import { TestRepo } from '../support/git.ts'
import { watched } from '../support/watched-git.ts'
import { now } from './guarding.ts'

const ruleset = compile(providers.flatMap(({ tokens }) => tokens))
const texts = [...aws.found, ...generic.found, ...github.found].map((example, number) => example.make(new Mint(`second:${number}`)).text)
const KEPT: readonly (readonly [what: string, bytes: (text: string) => Buffer])[] = [
  ['as it is', (text) => Buffer.from(text)],
  ['after a mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['after letters of many bytes', (text) => Buffer.from(`é😀\n\n  é😀 ${text}`)],
  ['after bytes that are no letters', (text) => Buffer.concat([Buffer.from([0xff, 0xe2, 0x82]), Buffer.from(` ${text}`)])],
  ['in base64', (text) => Buffer.from(`data: ${Buffer.from(`: ${text}`).toString('base64')}`)],
  ['with its signs spelled out', (text) => Buffer.from(`"${text.replaceAll('/', String.raw`\/`).replaceAll('=', String.raw`\u003d`).replaceAll('+', String.raw`\u002B`)}"`)],
  ['in lines of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
]

async function again(folder: string): Promise<Guarded> {
  const repo = await openLocal(folder)
  try {
    return await guard({ repo, range: { of: 'history' }, providers, ruleset, policy: defaultPolicy(), verify: false, now, memory: repo.memory(ruleVersion) })
  } finally {
    await repo.close()
  }
}

describe('what is kept of tokens', () => {
  test.each(KEPT)('leads to the same findings, and to their texts, of a text %s', async (_, bytesOf) => {
    const blobs = new Map(texts.map((text, number) => [`${number}`, bytesOf(text)]))
    const found = new Map([...blobs].flatMap(([oid, bytes]) => {
      const scanned = scan({ bytes, path: '' }, ruleset)
      return scanned.state === 'scanned' && scanned.matches.length > 0 ? [[oid, scanned.matches] as const] : []
    }))
    const repo = { read: async (oid: string) => ({ state: 'read', bytes: blobs.get(oid) ?? Buffer.alloc(0) }) as const }
    const once = await foundAgain(new Set(found.keys()), { repo, ruleset, held: heldTokens(found) })
    const anew = [...found].filter(([, matches]) => matches.some(({ token, facts }) => Object.keys(token.parts).length > 0 || facts.detail?.['encoding'])).map(([oid]) => oid)
    expect(found.size).toBeGreaterThan(texts.length / 3)
    expect([...once.unclear]).toEqual(anew)
    expect([...once.found].map(told)).toEqual([...found].filter(([oid]) => !anew.includes(oid)).map(told))
  })

  test('is not trusted where another text stands in its place', async () => {
    const [text = ''] = texts.slice(-1)
    const scanned = scan({ bytes: Buffer.from(text), path: '' }, ruleset)
    const found = new Map([['a', scanned.state === 'scanned' ? scanned.matches : []]])
    const repo = { read: async () => ({ state: 'read', bytes: Buffer.from(text.toUpperCase()) }) as const }
    const once = await foundAgain(new Set(['a', 'b']), { repo, ruleset, held: heldTokens(found) })
    expect([once.found.size, [...once.unclear]]).toEqual([0, ['a', 'b']])
  })
})

describe('a second scan of a history', () => {
  test('says the same of tokens of many kinds, and has one git read what it shows', async () => {
    const repo = new TestRepo()
    for (const [number, text] of texts.entries()) repo.commit({ [`${number}.txt`]: text, 'last.txt': `${number}\n${text}` })
    repo.commit({ 'last.txt': null })
    repo.git('tag', 'first', 'HEAD~3')
    repo.git('gc', '-q')
    const first = await again(repo.folder)
    const { calls, result } = await watched(() => again(repo.folder))
    expect({ ...result.report, stats: {} }).toEqual({ ...first.report, stats: {} })
    expect(first.report.judged.length).toBeGreaterThan(texts.length)
    // Tokens with other halves are scanned for again.
    expect(calls).toEqual(['cat-file', 'cat-file'])
  })

  test('asks git anew when a ref moved', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': texts.at(-1) ?? '' })
    await again(repo.folder)
    repo.git('update-ref', 'refs/heads/other', repo.commit({ 'a.txt': 'b' }))
    const { calls, result } = await watched(() => again(repo.folder))
    expect(result.report.judged.map(({ finding }) => finding.reach)).toEqual(['history'])
    expect(calls).toContain('ls-tree')
  })
})

function told([oid, matches]: readonly [string, ReturnType<typeof matchesOf>]): unknown {
  return [oid, matches.map(({ token: { kind, secret }, start, end, proven, facts }) => ({ kind: kind.id, text: secret.reveal(), start, end, proven, facts }))]
}

function matchesOf(text: string) {
  const scanned = scan({ bytes: Buffer.from(text), path: '' }, ruleset)
  return scanned.state === 'scanned' ? scanned.matches : []
}
