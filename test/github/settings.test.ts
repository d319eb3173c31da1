import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

let stage: Stage
let shop: Repository
let octokit: Octokit

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop')
  octokit = await stage.octokit()
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

describe('what Actions is given', () => {
  test('variables have values, secrets only names', async () => {
    shop.setVariable('AWS_ROLE_ARN', 'arn:aws:iam::1:role/deploy')
    shop.setSecret('AWS_SECRET_ACCESS_KEY')
    stage.organization.setSecret('NPM_TOKEN')
    stage.organization.setVariable('REGION', 'eu-central-1')
    const { actions } = octokit.rest
    expect((await actions.listRepoVariables(SHOP)).data.variables).toMatchObject([
      { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::1:role/deploy' },
    ])
    expect((await actions.getRepoVariable({ ...SHOP, name: 'AWS_ROLE_ARN' })).data.value).toBe('arn:aws:iam::1:role/deploy')
    await expect(actions.getRepoVariable({ ...SHOP, name: 'NONE' })).rejects.toMatchObject({ status: 404 })
    expect((await actions.listRepoOrganizationVariables(SHOP)).data.variables).toMatchObject([{ name: 'REGION' }])
    const { data } = await actions.listRepoSecrets(SHOP)
    expect([data.total_count, Object.keys(data.secrets[0] ?? {})]).toEqual([1, ['name', 'created_at', 'updated_at']])
    expect((await actions.listRepoOrganizationSecrets(SHOP)).data.secrets.map(({ name }) => name)).toEqual(['NPM_TOKEN'])
    expect((await actions.listOrgSecrets({ org: 'acme' })).data.secrets).toMatchObject([{ name: 'NPM_TOKEN', visibility: 'all' }])
  })

  test('environments, one and all', async () => {
    shop.createEnvironment('production')
    expect((await octokit.rest.repos.getAllEnvironments(SHOP)).data.environments?.map(({ name }) => name)).toEqual(['production'])
    expect((await octokit.rest.repos.getEnvironment({ ...SHOP, environment_name: 'production' })).data.name).toBe('production')
    await expect(octokit.rest.repos.getEnvironment({ ...SHOP, environment_name: 'none' })).rejects.toMatchObject({ status: 404 })
  })

  test('secrets of an environment have its own permission; those of the organization tell who may read them', async () => {
    shop.setSecret('KEY', 'secret place/1')
    const which = { ...SHOP, environment_name: 'secret place/1' }
    const writer = await stage.octokit({ permissions: { environments: 'write' } })
    expect((await writer.rest.actions.listEnvironmentSecrets(which)).data.secrets.map(({ name }) => name)).toEqual(['KEY'])
    const reader = await stage.octokit({ permissions: { environments: 'read' } })
    await expect(reader.rest.actions.deleteEnvironmentSecret({ ...which, secret_name: 'KEY' })).rejects.toMatchObject({ status: 403 })
    await writer.rest.actions.deleteEnvironmentSecret({ ...which, secret_name: 'key' })
    await expect(writer.rest.actions.deleteEnvironmentSecret({ ...which, secret_name: 'KEY' })).rejects.toMatchObject({ status: 404 })
    stage.organization.setSecret('SHARED', [shop])
    const { actions } = octokit.rest
    expect((await actions.getOrgSecret({ org: 'acme', secret_name: 'SHARED' })).data.visibility).toBe('selected')
    expect((await actions.listSelectedReposForOrgSecret({ org: 'acme', secret_name: 'SHARED' })).data.repositories.map(({ full_name }) => full_name)).toEqual(['acme/shop'])
    await expect(actions.listSelectedReposForOrgSecret({ org: 'acme', secret_name: 'NPM_TOKEN' })).rejects.toMatchObject({ status: 409 })
  })

  test('the token’s default permissions', async () => {
    const { actions } = octokit.rest
    expect((await actions.getGithubActionsDefaultWorkflowPermissionsRepository(SHOP)).data.default_workflow_permissions).toBe('read')
    shop.setDefaultWorkflowPermissions('write')
    expect((await actions.getGithubActionsDefaultWorkflowPermissionsRepository(SHOP)).data.default_workflow_permissions).toBe('write')
    expect((await actions.getGithubActionsPermissionsRepository(SHOP)).data.enabled).toBe(true)
  })

  test('OIDC subjects name owner and repository with their ids, unless the repository is an old one', async () => {
    const { data } = await octokit.rest.actions.getCustomOidcSubClaimForRepo(SHOP)
    expect(data).toMatchObject({ use_default: true, sub_claim_prefix: `repo:acme@${stage.organization.id}/shop@${shop.id}` })
    shop.setOidcSubject({ claims: ['repo', 'context'], immutable: false })
    const { data: old } = await octokit.rest.actions.getCustomOidcSubClaimForRepo(SHOP)
    expect(old).toMatchObject({ use_default: false, include_claim_keys: ['repo', 'context'], sub_claim_prefix: 'repo:acme/shop' })
  })
})

describe('who may do what', () => {
  test.each(['read', 'triage', 'write', 'maintain', 'admin'] as const)('the role %s is told by its name', async (role) => {
    const user = stage.github.createUser(`the-${role}`)
    shop.setRole(user, role)
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username: user.login })
    expect([data.role_name, data.permission]).toEqual([role, role.replace('triage', 'read').replace('maintain', 'write')])
  })

  test('strangers have none, an organization’s admins all, unknown logins 404', async () => {
    stage.github.createUser('stranger')
    const boss = stage.github.createUser('boss')
    stage.organization.addMember(boss, 'admin')
    const roles = await Promise.all(
      ['stranger', 'boss'].map(
        async (username) => (await octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username })).data.role_name,
      ),
    )
    expect(roles).toEqual(['none', 'admin'])
    await expect(octokit.rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username: 'nobody-at-all' })).rejects.toMatchObject({
      status: 404,
    })
    expect((await octokit.rest.users.getByUsername({ username: 'mayfly[bot]' })).data.type).toBe('Bot')
  })

  test('a team’s members are told, others are 404', async () => {
    stage.organization.addToTeam(stage.ada, 'security')
    const team = { org: 'acme', team_slug: 'security' }
    expect((await octokit.rest.teams.getMembershipForUserInOrg({ ...team, username: 'ada' })).data.state).toBe('active')
    await expect(octokit.rest.teams.getMembershipForUserInOrg({ ...team, username: 'stranger' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('code scanning', () => {
  test('takes gzipped SARIF and says when it is done', async () => {
    const upload = { ...SHOP, commit_sha: await runGit(shop.gitDir, ['rev-parse', 'main']), ref: 'refs/heads/main' }
    const sarif = gzipSync(JSON.stringify({ version: '2.1.0', runs: [] })).toString('base64')
    const { data } = await octokit.rest.codeScanning.uploadSarif({ ...upload, sarif })
    expect((await octokit.rest.codeScanning.getSarif({ ...SHOP, sarif_id: data.id ?? '' })).data.processing_status).toBe('complete')
    await expect(octokit.rest.codeScanning.uploadSarif({ ...upload, sarif: 'plain' })).rejects.toMatchObject({ status: 400 })
  })
})
