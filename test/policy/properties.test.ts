import { expect, test } from '@jest/globals'
import type { Finding } from '../../src/finding.ts'
import { Mint } from '../../src/lib/mint.ts'
import { DEFAULT_RULES } from '../../src/policy/default-rules.ts'
import { judge } from '../../src/policy/judge.ts'
import { defaultPolicy, type Exception, type Policy, type Rule } from '../../src/policy/policy.ts'
import { aFinding, printOf } from '../report/sample.ts'

const now = new Date('2026-11-21T12:00:00Z')
const ROUNDS = 500

test('the same findings and policy always come to the same verdicts, each finding by itself', () => {
  each(({ findings, policy }) => {
    const together = judge(findings, { policy, now })
    expect(judge(structuredClone(findings), { policy: structuredClone(policy), now: new Date(now) })).toEqual(together)
    expect(findings.flatMap((finding) => judge([finding], { policy, now }))).toEqual(together)
    expect(judge(findings.toReversed(), { policy, now }).toReversed()).toEqual(together)
  })
})

test('adding an exception never changes what is said of other tokens', () => {
  each(({ findings, policy, mint }) => {
    const added = exception(mint)
    const others = findings.filter(({ fingerprint }) => fingerprint !== added.fingerprint)
    const more = { ...policy, exceptions: [...policy.exceptions, added] }
    expect(judge(others, { policy: more, now })).toEqual(judge(others, { policy, now }))
  })
})

test('adding an exception never makes a verdict stricter', () => {
  const strictness = ['allow', 'warn', 'block']
  each(({ findings, policy, mint }) => {
    const before = judge(findings, { policy, now })
    const after = judge(findings, { policy: { ...policy, exceptions: [...policy.exceptions, exception(mint)] }, now })
    for (const [i, { verdict }] of after.entries()) {
      expect(strictness.indexOf(verdict)).toBeLessThanOrEqual(strictness.indexOf(before[i]?.verdict ?? 'allow'))
    }
  })
})

test('a live provider token is allowed by a written rule or an exception that holds, and by nothing else', () => {
  each(({ findings, policy }) => {
    for (const { finding, verdict, because } of judge(findings, { policy, now })) {
      if (verdict !== 'allow' || finding.liveness.state !== 'live') continue
      expect(because[0]).toMatchObject({ source: 'p.yml', line: expect.any(Number) })
      expect(because[0]?.rule).toMatch(/^(rule \d+|exception \d+)$/)
    }
  })
})

test('without rules and exceptions no live secret is less than blocked, and nothing is allowed', () => {
  each(({ findings }) => {
    for (const { finding, verdict } of judge(findings, { policy: defaultPolicy(), now })) {
      expect(verdict).not.toBe('allow')
      if (finding.liveness.state === 'live' && finding.nature !== 'identifier') expect(verdict).toBe('block')
    }
  })
})

test('every verdict comes with a reason and a sentence', () => {
  each(({ findings, policy }) => {
    for (const { because, advice } of judge(findings, { policy, now })) {
      expect(because.length).toBeGreaterThan(0)
      expect(advice).toMatch(/^[A-Z][^\n]{10,400}\.$/)
      expect(advice).not.toMatch(/undefined|null/)
    }
  })
})

interface Round {
  readonly findings: readonly Finding[]
  readonly policy: Policy
  readonly mint: Mint
}

function each(check: (round: Round) => void): void {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const mint = new Mint(seed)
    const rules: Rule[] = Array.from({ length: mint.below(4) }, (_, i) => rule(mint, i))
    const exceptions = Array.from({ length: mint.below(4) }, () => exception(mint))
    const policy = { ...defaultPolicy(), rules: [...rules, ...DEFAULT_RULES], exceptions }
    check({ findings: Array.from({ length: 1 + mint.below(6) }, () => finding(mint)), policy, mint })
  }
}

const TOKENS = ['a', 'b', 'c', 'd'].map(printOf)
const PATHS = ['src/a.ts', 'test/b.ts', '.github/c.yml'] as const
const DAYS = ['2026-11-20', '2026-11-21', '2027-01-01'] as const

function finding(mint: Mint): Finding {
  const state = pick(mint, ['live', 'dead', 'unknown'] as const)
  return aFinding({
    kind: pick(mint, ['github/pat-classic', 'generic/jwt', 'aws/access-key']),
    fingerprint: pick(mint, TOKENS),
    path: pick(mint, PATHS),
    nature: pick(mint, ['secret', 'secret', 'guessable', 'identifier'] as const),
    rank: pick(mint, ['provider', 'provider', 'format', 'guess'] as const),
    severity: pick(mint, ['high', 'low'] as const),
    liveness: state === 'unknown' ? { state, why: 'unclear' } : { state },
    facts: mint.below(3) === 0 ? { expires: `${pick(mint, DAYS)}T00:00:00Z` } : {},
  })
}

function rule(mint: Mint, index: number): Rule {
  return {
    name: `rule ${index + 1}`, source: 'p.yml', line: index + 2,
    verdict: pick(mint, ['allow', 'warn', 'block'] as const),
    when: pick(mint, [
      {}, { kinds: ['generic/*'] }, { kinds: ['*/*'], severity: 'low' }, { standings: ['live'] }, { standings: ['dead', 'expired'] }, { paths: ['test/**'] },
    ] as const),
  }
}

function exception(mint: Mint): Exception {
  return {
    name: `exception ${1 + mint.below(9)}`, source: 'p.yml', line: 20 + mint.below(9),
    fingerprint: pick(mint, TOKENS),
    ...(mint.below(2) === 0 ? {} : { path: pick(mint, PATHS) }),
    reason: 'a reason', owner: 'someone', expires: pick(mint, DAYS),
  }
}

function pick<Item>(mint: Mint, items: readonly Item[]): Item {
  const item = items[mint.below(items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}
