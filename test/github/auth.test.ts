import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ProbotOctokit } from 'probot'
import { runGit } from './git/client.ts'
import { appJwt, setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const HOUR = 3_600_000

let stage: Stage
let shop: Repository

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop')
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

/** The status of a call, also where it fails, and its headers. */
async function call(path: string, token = ''): Promise<{ status: number; headers: Headers; body: unknown }> {
  const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(`${stage.github.url}${path}`, { headers, redirect: 'manual' })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

describe('an App as itself', () => {
  test("probot's octokit signs in as the App and as its installation", async () => {
    const Octokit = ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } })
    const auth = { appId: stage.app.id, privateKey: stage.app.privateKey }
    const asApp = new Octokit({ auth, baseUrl: stage.github.url })
    expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe('mayfly')
    const { data: installation } = await asApp.rest.apps.getRepoInstallation({ owner: 'acme', repo: 'shop' })
    const asInstallation = new Octokit({ auth: { ...auth, installationId: installation.id }, baseUrl: stage.github.url })
    expect((await asInstallation.rest.repos.get({ owner: 'acme', repo: 'shop' })).data.full_name).toBe('acme/shop')
    expect((await asInstallation.paginate(asInstallation.rest.apps.listReposAccessibleToInstallation)).length).toBe(1)
  })

  test('it lists its installations', async () => {
    const octokit = stage.as(appJwt(stage.app))
    expect((await octokit.rest.apps.listInstallations()).data.map(({ id }) => id)).toEqual([stage.installation.id])
    expect((await octokit.rest.apps.getInstallation({ installation_id: stage.installation.id })).data.app_slug).toBe('mayfly')
  })

  test.each([
    ['issued in the future', () => appJwt(stage.app, { iat: soon(60) }), "'Issued at' claim"],
    ['expired', () => appJwt(stage.app, { exp: soon(-1) }), "'Expiration time' claim"],
    ['valid for more than ten minutes', () => appJwt(stage.app, { exp: soon(700) }), 'too far in the future'],
    ['of an unknown App', () => appJwt(stage.app, { iss: 1 }), 'Integration not found'],
    ['with another signature', () => `${appJwt(stage.app).split('.').slice(0, 2).join('.')}.c2ln`, 'could not be decoded'],
  ])('a JWT %s is refused', async (_, jwt, words) => {
    const { status, body } = await call('/app', jwt())
    expect(status).toBe(401)
    expect(JSON.stringify(body)).toContain(words)
  })

  test('its own credential opens no repository', async () => {
    expect((await call('/repos/acme/shop/branches', appJwt(stage.app))).status).toBe(401)
  })
})

describe('an installation token', () => {
  test('has the shape that GitHub mints since April 2026', async () => {
    const token = await stage.token()
    expect(token).toMatch(/^ghs_\d+_eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{342}$/)
    expect(Math.abs(token.length - 520)).toBeLessThan(40)
  })

  test('dies after an hour', async () => {
    const token = await stage.token()
    expect((await call('/repos/acme/shop', token)).status).toBe(200)
    stage.github.clock.advance(HOUR)
    expect((await call('/repos/acme/shop', token)).status).toBe(401)
    stage.github.clock.advance(-HOUR)
  })

  test('dies when it is given back', async () => {
    const token = await stage.token()
    await stage.as(token).rest.apps.revokeInstallationAccessToken()
    expect((await call('/repos/acme/shop', token)).status).toBe(401)
  })

  test('reaches only the repositories that it was made for', async () => {
    await stage.repository('other')
    const octokit = await stage.octokit({ repositories: ['other'] })
    expect((await octokit.rest.apps.listReposAccessibleToInstallation()).data.repositories.map(({ name }) => name)).toEqual(['other'])
    await expect(octokit.rest.repos.get({ owner: 'acme', repo: 'shop' })).rejects.toMatchObject({ status: 404 })
  })

  test('can be asked for neither more permissions nor other repositories', async () => {
    await expect(stage.token({ permissions: { administration: 'write' } })).rejects.toMatchObject({ status: 422 })
    await expect(stage.token({ repositories: ['nowhere'] })).rejects.toMatchObject({ status: 422 })
  })

  test('without the permission gets 403 and is told which one', async () => {
    const octokit = await stage.octokit({ permissions: { checks: 'read' } })
    const refused = octokit.rest.checks.create({ owner: 'acme', repo: 'shop', name: 'x', head_sha: '0'.repeat(40) })
    await expect(refused).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'checks=write' } },
    })
  })

  test('may not be used where a person is asked for', async () => {
    expect((await call('/user', await stage.token())).status).toBe(403)
  })
})

describe('an installation', () => {
  test('suspended: no token works and none is made, until it is lifted', async () => {
    const token = await stage.token()
    stage.installation.suspend()
    expect((await call('/repos/acme/shop', token)).status).toBe(403)
    await expect(stage.token()).rejects.toMatchObject({ status: 403 })
    stage.installation.unsuspend()
    expect((await call('/repos/acme/shop', token)).status).toBe(200)
  })

  test('narrowed by an admin: the token no longer sees the repository', async () => {
    const token = await stage.token()
    stage.installation.select([await stage.repository('chosen')])
    expect((await call('/repos/acme/shop', token)).status).toBe(404)
    stage.installation.select('all')
  })

  test('removed: its tokens are unknown, and so is it', async () => {
    const guests = stage.github.createOrganization('guests')
    const installation = guests.install(stage.app)
    const jwt = stage.as(appJwt(stage.app))
    const { data } = await jwt.rest.apps.createInstallationAccessToken({ installation_id: installation.id })
    installation.remove()
    expect((await call('/installation/repositories', data.token)).status).toBe(401)
    await expect(jwt.rest.apps.createInstallationAccessToken({ installation_id: installation.id })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a person', () => {
  test('with a classic token is told its scopes and expiry', async () => {
    const token = stage.ada.issueToken({ kind: 'classic', scopes: ['repo', 'gist'], expires: new Date('2099-01-02T03:04:05Z') })
    const { status, headers, body } = await call('/user', token)
    expect(status).toBe(200)
    expect(body).toMatchObject({ login: 'ada' })
    expect(headers.get('x-oauth-scopes')).toBe('repo, gist')
    expect(headers.get('github-authentication-token-expiration')).toBe('2099-01-02 03:04:05 UTC')
  })

  test('with a fine-grained token is told no scopes', async () => {
    const { status, headers } = await call('/user', stage.ada.issueToken({ kind: 'fine-grained' }))
    expect([status, headers.get('x-oauth-scopes')]).toEqual([200, null])
  })

  test('sees private repositories only with the scope and a role', async () => {
    const stranger = stage.github.createUser('stranger')
    expect((await call('/repos/acme/shop', stage.ada.issueToken({ kind: 'classic', scopes: ['repo'] }))).status).toBe(200)
    expect((await call('/repos/acme/shop', stage.ada.issueToken({ kind: 'classic', scopes: ['gist'] }))).status).toBe(404)
    expect((await call('/repos/acme/shop', stranger.token)).status).toBe(404)
  })

  test('may do what the role allows: an admin sees settings, a writer moves branches, a reader neither; nobody writes checks', async () => {
    const [reader, admin] = [stage.github.createUser('reader'), stage.github.createUser('chief')]
    shop.setRole(reader, 'read')
    shop.setRole(admin, 'admin')
    const settings = '/repos/acme/shop/actions/permissions'
    expect([
      (await call(settings, reader.token)).status,
      (await call(settings, stage.ada.token)).status,
      (await call(settings, admin.token)).status,
    ]).toEqual([403, 403, 200])
    const ref = { owner: 'acme', repo: 'shop', ref: 'refs/heads/x', sha: await runGit(shop.gitDir, ['rev-parse', 'main']) }
    await expect(stage.as(reader.token).rest.git.createRef(ref)).rejects.toMatchObject({ status: 403 })
    await expect(stage.as(stage.ada.token).rest.git.createRef(ref)).resolves.toMatchObject({ status: 201 })
    const run = { owner: 'acme', repo: 'shop', name: 'x', head_sha: ref.sha }
    await expect(stage.as(admin.token).rest.checks.create(run)).rejects.toMatchObject({ status: 403 })
  })

  test('can make leaked tokens worthless, but only without being signed in', async () => {
    const leaked = stage.ada.issueToken({ kind: 'classic', scopes: ['repo'] })
    await expect(stage.as(leaked).rest.credentials.revoke({ credentials: [leaked] })).rejects.toMatchObject({ status: 403 })
    expect((await stage.as('').rest.credentials.revoke({ credentials: [leaked, 'unknown to anyone'] })).status).toBe(202)
    expect((await call('/user', leaked)).status).toBe(401)
  })
})

describe('nobody', () => {
  test('reads what is public and nothing else', async () => {
    await stage.repository('open', { private: false })
    expect((await call('/repos/acme/open/branches')).status).toBe(200)
    expect((await call(`/repos/${shop.fullName}`)).status).toBe(404)
    expect((await call('/user')).status).toBe(401)
  })

  test('has sixty calls an hour', async () => {
    const statuses = new Set<number>()
    for (let i = 0; i < 61; i++) statuses.add((await call('/repos/acme/open')).status)
    const { status, headers } = await call('/repos/acme/open')
    expect([...statuses, status]).toEqual([200, 403, 403])
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['60', '0'])
    expect((await call('/rate_limit')).status).toBe(200)
    stage.github.clock.advance(3 * HOUR)
    expect((await call('/repos/acme/open')).status).toBe(200)
    stage.github.clock.advance(-3 * HOUR)
  })
})

function soon(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds
}
