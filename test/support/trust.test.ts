import { describe, expect, test } from '@jest/globals'
import type { Json } from '../../src/lib/json.ts'
import { awsAdmits, azureAdmits, celAdmits, claimsOf, googleAdmits, listAdmits, vaultAdmits, weaknesses, type Admission, type AskingJob, type Claims } from './trust.ts'

// The judge of trust conditions is judged: what is tight passes, and each known weakness is seen.
const JOB: AskingJob = { audience: 'sts.amazonaws.com' }
const SUB = 'repo:acme@7/shop@42:ref:refs/heads/main'
const ISSUER = 'token.actions.githubusercontent.com'

function policy(condition: Json): Json {
  const principal = { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` }
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition }] }
}

const AUD = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' }

describe('a trust policy of AWS', () => {
  test.each<[string, Json, readonly string[]]>([
    ['by value', { StringEquals: { ...AUD, [`${ISSUER}:sub`]: SUB } }, []],
    ['by any branch', { StringEquals: AUD, StringLike: { [`${ISSUER}:sub`]: 'repo:acme@7/shop@42:ref:refs/heads/*' } }, [
      'another branch is admitted', 'a branch whose name begins the same is admitted',
    ]],
    ['by the owner alone', { StringEquals: { ...AUD, [`${ISSUER}:repository_owner_id`]: '7' } }, [
      'a pull request is admitted', 'another branch is admitted', 'a branch whose name begins the same is admitted',
      'another repository of the owner is admitted', 'a repository made anew under the name is admitted', 'the right job without the claim sub is admitted',
    ]],
    ['with an operator that a missing claim satisfies', { 'StringEquals': AUD, 'ForAllValues:StringEquals': { [`${ISSUER}:sub`]: SUB } }, ['the right job without the claim sub is admitted']],
    ['for another audience', { StringEquals: { [`${ISSUER}:aud`]: 'other', [`${ISSUER}:sub`]: SUB } }, ['the right job is refused']],
  ])('%s', (_, condition, expected) => {
    expect(weaknesses({ job: JOB, admits: (claims) => awsAdmits(policy(condition), claims) })).toEqual(expected)
  })

  test('with an operator that is not known is not guessed at', () => {
    expect(() => awsAdmits(policy({ StringNotEquals: { [`${ISSUER}:sub`]: SUB } }), claimsOf(JOB))).toThrow(/not known/)
  })
})

describe('a condition of Google', () => {
  const provider = { audiences: ['sts.amazonaws.com'], mapping: { 'google.subject': 'assertion.sub', 'attribute.repository_id': 'assertion.repository_id' } }

  test.each([
    ["assertion.repository_id == '42' && assertion.ref == 'refs/heads/main' && assertion.event_name != 'pull_request'", ['the repository, renamed and moved is admitted']],
    ["assertion.repository_id == '42' && assertion.repository == 'acme/shop' && assertion.ref == 'refs/heads/main'", []],
    ["attribute.repository_id == \"42\" && google.subject in ['repo:acme@7/shop@42:ref:refs/heads/main', 'x']", []],
    [`assertion.sub.startsWith('repo:acme@7/shop@42:ref:refs/heads/main')`, ['a branch whose name begins the same is admitted']],
    [`!(assertion.repository != 'acme/shop') && assertion.sub.matches('^repo:.{1,40}:ref:refs/heads/main$')`, [
      'a repository made anew under the name is admitted', 'an owner who took the name over is admitted',
    ]],
  ])('%s', (condition, expected) => {
    expect(weaknesses({ job: JOB, admits: (claims) => googleAdmits({ ...provider, condition }, claims) })).toEqual(expected)
  })

  test.each([
    ["assertion.nothing == 'x'", 'refused'], ["assertion.nothing != 'x'", 'refused'], ["assertion.nothing == 'x' || assertion.ref_type == 'branch'", 'admitted'],
    ["!(assertion.nothing == 'x')", 'refused'], ["assertion.ref in ['a']", 'refused'], ['true', 'admitted'],
  ])('what a token lacks is an error: %s is %s', (condition, admission) => {
    expect(celAdmits(condition, { claims: claimsOf(JOB) })).toBe(admission)
  })

  test.each(["assertion.sub == 'a' )", "size(assertion.sub) > 3", "assertion.sub.reverse('x')"])('%s is not guessed at', (condition) => {
    expect(() => celAdmits(condition, { claims: claimsOf(JOB) })).toThrow(TypeError)
  })
})

describe('lists of claims', () => {
  const prod: AskingJob = { audience: 'api://AzureADTokenExchange', environment: 'prod' }
  const issuer = `https://${ISSUER}`

  test('a federated credential of Azure is as tight as its subject', () => {
    const subject = 'repo:acme@7/shop@42:environment:prod'
    expect(weaknesses({ job: prod, admits: (claims) => azureAdmits({ issuer, subject, audiences: [prod.audience] }, claims) })).toEqual([])
    expect(weaknesses({ job: prod, admits: (claims) => azureAdmits({ issuer, subject: `${subject}x`, audiences: [prod.audience] }, claims) })).toEqual(['the right job is refused'])
  })

  test('a role of Vault may use globs', () => {
    const tight = { bound_audiences: ['sts.amazonaws.com'], bound_claims: { sub: SUB, repository_id: '42' } }
    expect(weaknesses({ job: JOB, admits: (claims) => vaultAdmits(tight, claims) })).toEqual([])
    const loose = { ...tight, bound_claims_type: 'glob' as const, bound_claims: { sub: 'repo:acme@*/shop@*:ref:refs/heads/main' } }
    expect(weaknesses({ job: JOB, admits: (claims) => vaultAdmits(loose, claims) })).toEqual(['a repository made anew under the name is admitted', 'an owner who took the name over is admitted'])
  })

  test('a registry that knows owner id, repository and workflow cannot tell branches apart', () => {
    const wanted = { audience: 'pypi', claims: { repository: 'acme/shop', repository_owner_id: '7', repository_id: '42' } }
    const branches = ['a pull request', 'another branch', 'a branch whose name begins the same']
    const job: AskingJob = { audience: 'pypi' }
    function admits(claims: Claims): Admission {
      return listAdmits(wanted, claims)
    }
    expect(weaknesses({ job, admits, needs: ['aud', 'repository_id'], except: branches })).toEqual([])
    expect(weaknesses({ job, admits, needs: ['aud', 'repository_id'] })).toEqual(branches.map((who) => `${who} is admitted`))
  })
})
