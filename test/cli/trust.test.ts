import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parseJson } from '../../src/lib/json.ts'
import { TestRepo } from '../support/git.ts'
import { mayfly } from '../support/mayfly.ts'
import { awsAdmits, weaknesses } from '../support/trust.ts'
import { deploy, release } from '../support/workflows.ts'

const valid = new Ajv2020().compile(JSON.parse(readFileSync('schema/trust.schema.json', 'utf8')))
const FACTS = ['--repository', 'acme/shop', '--repository-id', '42', '--subject-prefix', 'repo:acme@7/shop@42'] as const
let repo: TestRepo
beforeAll(() => {
  repo = new TestRepo()
  repo.git('remote', 'add', 'origin', 'https://someone:word@github.com/octo-org/site.git')
  repo.commit({ '.github/workflows/deploy.yml': deploy(), '.github/workflows/release.yml': release(), 'package.json': '{"name":"shop","version":"1.0.0"}\n' })
})

function trust(...args: readonly string[]): ReturnType<typeof mayfly> {
  return mayfly(['trust', ...args], { cwd: repo.folder })
}

describe('mayfly trust', () => {
  test('prints each condition with the given facts, as a person reads it', async () => {
    const ended = await trust(...FACTS)
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/^## .*\(aws\/role\)\n\nSubjects:\n\n- `repo:acme@7\/shop@42:ref:refs\/heads\/main`[^]*### Terraform[^]*## .*\(npm\/trusted-publishing\)/m)
  })

  test('--form json is a condition that admits the right job and nobody else', async () => {
    const ended = await trust('--provider', 'aws', '--form', 'json', ...FACTS)
    const policy = parseJson(ended.out) ?? null
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(weaknesses({ job: { audience: 'sts.amazonaws.com' }, admits: (claims) => awsAdmits(policy, claims), needs: ['aud', 'sub', 'repository_id'] })).toEqual([])
  })

  test('--environment takes the place of the branch', async () => {
    const ended = await trust('--provider', 'aws', '--form', 'json', '--environment', 'eu:prod', ...FACTS)
    const job = { audience: 'sts.amazonaws.com', environment: 'eu:prod' }
    expect(weaknesses({ job, admits: (claims) => awsAdmits(parseJson(ended.out) ?? null, claims) })).toEqual([])
  })

  test('--form terraform and cli are that text alone; what no provider has is said', async () => {
    expect((await trust('--provider', 'aws', '--form', 'terraform', ...FACTS)).out).toMatch(/^resource "aws_iam_openid_connect_provider"/)
    expect((await trust('--provider', 'aws', '--form', 'cli', ...FACTS)).out).toMatch(/^aws iam create-open-id-connect-provider/)
    expect(await trust('--provider', 'npm', '--form', 'terraform', ...FACTS)).toMatchObject({ code: 0, out: '', err: expect.stringContaining('no provider takes this as terraform') })
  })

  test('--json keeps to its published schema', async () => {
    const told: { trusts: { provider: string }[] } = JSON.parse((await trust('--json', ...FACTS)).out)
    valid(told)
    expect([valid.errors, told.trusts.map(({ provider }) => provider)]).toEqual([null, ['aws', 'npm']])
  })

  test('without facts takes the remote and says what it rests on', async () => {
    const ended = await trust('--provider', 'aws')
    expect([ended.code, ended.out.includes('repo:octo-org/site:ref:refs/heads/main'), ended.out.includes('someone')]).toEqual([0, true, false])
    expect(ended.err).toMatch(/the form of older repositories/)
  })

  test('tells a workflow that cannot be read, and that nothing is needed', async () => {
    const other = new TestRepo()
    other.commit({ '.github/workflows/broken.yml': 'on: push\njobs: [\n' })
    expect(await mayfly(['trust'], { cwd: other.folder })).toMatchObject({ code: 3, out: '', err: expect.stringMatching(/broken\.yml:\d+:\d+: [^]*no workflow needs/) })
  })

  test.each([
    [['--provider', 'nobody'], 'there is no migration for the provider "nobody"'],
    [['--repository', 'acme'], '--repository is OWNER/NAME, not "acme"'],
    [['--owner-id', 'seven'], '--owner-id is a number, not "seven"'],
    [['--form', 'pulumi'], '--form is one of terraform, cli, json, yaml'],
    [['--form', 'cli', '--json'], '--form and --json exclude each other'],
  ])('%j is wrong use', async (args, message) => {
    expect(await trust(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) })
  })
})
