import { describe, expect, test } from '@jest/globals'
import type { Finding, Judged } from '../../src/finding.ts'
import { judge, type By } from '../../src/policy/judge.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { defaultPolicy, type Exception, type Policy } from '../../src/policy/policy.ts'
import type { WhyUnknown } from '../../src/provider.ts'
import { aFinding, aPassword, printOf } from '../report/sample.ts'

const now = new Date('2026-11-21T12:00:00Z')
const live = { liveness: { state: 'live' } } as const
const dead = { liveness: { state: 'dead' } } as const

describe('without a policy', () => {
  test.each<[string, Finding, string]>([
    ['a live token blocks', aFinding(live), 'block default/live-token'],
    ['a token nobody asked about blocks', aFinding(), 'block default/unverified-token'],
    ['a live token in a test blocks', aFinding({ ...live, severity: 'low', path: 'test/a.ts' }), 'block default/live-token'],
    ['a dead token warns', aFinding(dead), 'warn default/dead-token'],
    ['a token past its expiry warns', aFinding({ facts: { expires: '2026-11-21T11:59:59Z' } }), 'warn default/expired-token'],
    ['a token that expires today but later blocks', aFinding({ facts: { expires: '2026-11-21T12:00:00Z' } }), 'block default/unverified-token'],
    ['an expired token that its provider calls live blocks', aFinding({ ...live, facts: { expires: '2020-01-01T00:00:00Z' } }), 'block default/live-token'],
    ['a token with an expiry that is no date blocks', aFinding({ facts: { expires: 'soon' } }), 'block default/unverified-token'],
    ['a password in a URL warns', aPassword(), 'warn default/generic-secret'],
    ['a guess warns', aFinding({ rank: 'guess' }), 'warn default/generic-secret'],
    ['a guess that its provider calls live blocks', aFinding({ rank: 'guess', ...live }), 'block default/live-token'],
    ['an identifier warns', aFinding({ nature: 'identifier' }), 'warn default/identifier'],
  ])('%s', (_, finding, expected) => {
    const judged = one(finding)
    expect(`${judged.verdict} ${judged.because.map(({ rule }) => rule).join()}`).toBe(expected)
    expect(judged).toMatchObject({ finding, revocation: 'never', because: [{ source: 'default', line: null }] })
  })

  test.each<[string, Finding, string]>([
    ['a live token', aFinding(live), 'Revoke it, then give its users a new one: it stays in the history, so removing the line is not enough.'],
    ['a dead token', aFinding(dead), 'Already dead; remove it at leisure.'],
    ['an expired token', aFinding({ facts: { expires: '2026-01-02' } }), 'Past its own expiry (2026-01-02); remove it at leisure.'],
    ['a password', aPassword(), 'If it is real, replace it and keep the new one out of the repository: '
      + 'it stays in the history, so removing the line is not enough.'],
    ['an identifier', aFinding({ nature: 'identifier' }), 'Make sure that its secret half is nowhere in the repository; alone it is worth nothing.'],
  ])('the advice for %s says what to do', (_, finding, expected) => {
    expect(one(finding).advice).toBe(expected)
  })

  test.each<[WhyUnknown, string]>([
    ['not-asked', 'its provider was not asked'],
    ['cannot-ask', 'its provider cannot be asked without doing harm'],
    ['incomplete', 'its other half was not found, so its provider could not be asked'],
    ['unreachable', 'its provider could not be reached'],
    ['rate-limited', 'its provider took no more questions for now'],
    ['unclear', 'its provider gave no clear answer'],
  ])('the advice says why a token is unknown: %s', (why, words) => {
    expect(one(aFinding({ liveness: { state: 'unknown', why } })).advice).toBe(
      `Revoke it unless you know that it is dead (${words}): it stays in the history, so removing the line is not enough.`)
  })
})

describe('with rules', () => {
  test.each<[string, string, Finding, string]>([
    ['the first that fits decides', '[{verdict: allow, paths: [src/**]}, {verdict: block}]', aFinding(live), 'allow rule 1'],
    ['all conditions must hold', '[{verdict: allow, paths: [src/**], severity: low}]', aFinding(), 'block default/unverified-token'],
    ['kinds are globs', '[{verdict: allow, kinds: ["github/*"]}]', aFinding(), 'allow rule 1'],
    ['kinds of another provider do not fit', '[{verdict: allow, kinds: ["gitlab/*", "*/pat"]}]', aFinding(), 'block default/unverified-token'],
    ['liveness fits', '[{verdict: warn, liveness: [live, unknown]}]', aFinding(), 'warn rule 1'],
    ['dead covers expired', '[{verdict: block, liveness: [dead]}]', aFinding({ facts: { expires: '2020-01-01' } }), 'block rule 1'],
    ['severity fits', '[{verdict: allow, severity: low}]', aFinding({ severity: 'low' }), 'allow rule 1'],
    ['a hidden folder fits **', '[{verdict: allow, paths: ["**/x.yml"]}]', aFinding({ path: '.github/workflows/x.yml' }), 'allow rule 1'],
    ['a rule without conditions fits everything', '[{verdict: warn, reason: trial}]', aFinding(live), 'warn rule 1 (trial)'],
    ['a generic kind can block', '[{verdict: block, kinds: ["generic/*"]}]', aPassword(), 'block rule 1'],
  ])('%s', (_, rules, finding, expected) => {
    const judged = one(finding, policyOf(`rules: ${rules}`))
    expect(`${judged.verdict} ${judged.because.map(({ rule }) => rule).join()}`).toBe(expected)
  })

  test('because names the file and the line', () => {
    expect(one(aFinding(), policyOf('rules:\n  - verdict: block\n    kinds: [a/b]\n  - verdict: warn')).because).toEqual([
      { rule: 'rule 2', source: '.github/token-policy.yml', line: 4 },
    ])
  })

  test('a dead token that a rule blocks is not called something to do at leisure', () => {
    const { advice } = one(aFinding(dead), policyOf('rules: [{verdict: block}]'))
    expect(advice).toBe('Already dead; yet rule 1 blocks it: record an exception or change the rule.')
  })
})

describe('with exceptions', () => {
  test('a token is allowed until the end of the last day, and named is who answers for it', () => {
    const policy = exceptionOn({ fingerprint: printOf('a token'), expires: '2026-11-21' })
    expect(one(aFinding(live), { policy, now: new Date('2026-11-21T23:59:59.999Z') })).toMatchObject({
      verdict: 'allow',
      because: [{ rule: 'exception 1', source: '.github/token-policy.yml', line: 2 }],
      advice: 'Leave it: @octo-org/security answers for it until 2026-11-21 (honeypot).',
    })
  })

  test('an expired one blocks again and says so', () => {
    const policy = exceptionOn({ fingerprint: printOf('a token'), expires: '2026-11-21' })
    expect(one(aFinding(live), { policy, now: new Date('2026-11-22T00:00:00Z') })).toMatchObject({
      verdict: 'block',
      because: [
        { rule: 'default/live-token', source: 'default', line: null },
        { rule: 'exception 1, expired after 2026-11-21', source: '.github/token-policy.yml', line: 2 },
      ],
      advice: 'Renew exception 1 (.github/token-policy.yml:2), which expired after 2026-11-21, or settle it. '
        + 'Revoke it, then give its users a new one: it stays in the history, so removing the line is not enough.',
    })
  })

  test.each<[string, Finding, string]>([
    ['holds in its file', aPassword({ path: 'config/dev.env' }), 'allow'],
    ['does not hold in another', aPassword({ path: 'config/prod.env' }), 'warn'],
    ['does not hold for another secret', aPassword({ path: 'config/dev.env', fingerprint: 'mf1_000000' }), 'warn'],
  ])('one for a guessable secret %s', (_, finding, verdict) => {
    const policy = exceptionOn({ fingerprint: aPassword().fingerprint, path: 'config/dev.env', expires: '2027-01-31' })
    expect(one(finding, policy).verdict).toBe(verdict)
  })

  test('one without a path never covers a guessable secret, however it got there', () => {
    const [exception] = exceptionOn({ fingerprint: printOf('a token'), expires: '2027-01-31' }).exceptions
    const policy = { ...defaultPolicy(), exceptions: exception ? [{ ...exception, fingerprint: aPassword().fingerprint }] : [] }
    expect(one(aPassword(), policy).verdict).toBe('warn')
  })

  test('the one that holds counts where another for the same token has expired', () => {
    const lines = ['2025-01-01', '2027-01-01'].map((day) => `  - {fingerprint: ${printOf('a token')}, reason: r, owner: o, expires: ${day}}\n`)
    const policy = policyOf(`exceptions:\n${lines.join('')}`)
    expect(one(aFinding(live), policy)).toMatchObject({ verdict: 'allow', because: [{ rule: 'exception 2', line: 3 }] })
  })
})

describe('what to do with a live token', () => {
  const excepted = `fingerprint: ${printOf('a token')}, reason: r, owner: o, expires: 2027-01-01`
  test.each<[string, string, string]>([
    ['the policy for its provider decides', 'revocation: {github: auto}', 'auto'],
    ['the default decides for others', 'revocation: {default: ask, gitlab: auto}', 'ask'],
    ['nothing is said, so nothing is done', '', 'never'],
    ['what a rule allows is left alone', 'revocation: {default: auto}\nrules: [{verdict: allow}]', 'never'],
    ['what an exception allows is left alone', `revocation: {default: auto}\nexceptions: [{${excepted}}]`, 'never'],
  ])('%s', (_, text, expected) => {
    expect(one(aFinding(live), policyOf(text)).revocation).toBe(expected)
  })
})

function one(finding: Finding, by: Policy | By = defaultPolicy()): Judged {
  const [judged] = judge([finding], 'now' in by ? by : { policy: by, now })
  if (judged === undefined) throw new Error('one finding, one verdict')
  return judged
}

function policyOf(text: string): Policy {
  const parsed = parsePolicy(text, '.github/token-policy.yml')
  if (parsed.state === 'malformed') throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  return parsed.policy
}

function exceptionOn({ fingerprint, path, expires }: Pick<Exception, 'fingerprint' | 'path' | 'expires'>): Policy {
  const where = path === undefined ? '' : `path: ${path}, `
  return policyOf(`exceptions:\n  - {fingerprint: ${fingerprint}, ${where}reason: honeypot, owner: "@octo-org/security", expires: ${expires}}`)
}
