// What most tests of this folder begin with: a validating server, an App with an ear for webhooks, an organization, people.
import { createSign } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { Octokit } from '@octokit/rest'
import {
  startGitHub,
  type App,
  type GitHub,
  type GitHubOptions,
  type Installation,
  type Organization,
  type Repository,
  type User,
} from './start.ts'

export const EVERYTHING = {
  actions: 'read',
  actions_variables: 'read',
  administration: 'read',
  checks: 'write',
  contents: 'write',
  environments: 'write',
  issues: 'write',
  members: 'read',
  organization_secrets: 'read',
  pull_requests: 'write',
  secrets: 'write',
  security_events: 'write',
  workflows: 'write',
} as const

const EVENTS = ['push', 'create', 'delete', 'pull_request', 'issue_comment', 'issues', 'merge_group', 'workflow_run', 'repository']

export interface Stage {
  readonly github: GitHub
  readonly app: App
  readonly organization: Organization
  readonly installation: Installation
  /** Has the role `write` on every repository of `repository()`. */
  readonly ada: User
  readonly heard: Ear['heard']
  /** Where the App listens. */
  readonly hookUrl: string
  repository(name: string, options?: Partial<Parameters<Organization['createRepository']>[0]>): Promise<Repository>
  /** An octokit with a token of the installation, narrowed as told. */
  octokit(narrowed?: {
    readonly permissions?: Readonly<Record<string, string>>
    readonly repositories?: readonly string[]
  }): Promise<Octokit>
  token(narrowed?: { readonly permissions?: Readonly<Record<string, string>>; readonly repositories?: readonly string[] }): Promise<string>
  as(token: string): Octokit
  /** Stops everything; returns what broke GitHub's description. */
  close(): Promise<readonly string[]>
}

export async function setStage(options: GitHubOptions = {}): Promise<Stage> {
  const github = await startGitHub({ validate: true, ...options })
  const ear = await listen()
  const app = await github.createApp({
    slug: 'mayfly',
    permissions: EVERYTHING,
    events: EVENTS,
    webhookUrl: ear.url,
    webhookSecret: 'a secret for tests',
  })
  const ada = github.createUser('ada')
  const organization = github.createOrganization('acme')
  const installation = organization.install(app)
  function as(token: string): Octokit {
    return octokitFor(github, token)
  }
  async function token(narrowed = {}): Promise<string> {
    const answer = await as(appJwt(app)).request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: installation.id,
      ...narrowed,
    })
    return answer.data.token
  }
  return {
    github,
    app,
    organization,
    installation,
    ada,
    as,
    token,
    heard: ear.heard,
    hookUrl: ear.url,
    async repository(name, wanted = {}) {
      const repository = await organization.createRepository({ name, files: { 'README.md': 'Hello\n' }, ...wanted })
      repository.setRole(ada, 'write')
      return repository
    },
    octokit: async (narrowed) => as(await token(narrowed)),
    async close() {
      await github.close()
      await ear.close()
      return github.violations
    },
  }
}

function octokitFor(github: GitHub, token: string): Octokit {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  return new Octokit({ baseUrl: github.url, log, ...(token === '' ? {} : { auth: token }) })
}

function ignore(): void {
  // The tests look at answers, not at octokit's log.
}

/** The App's own credential for the next minutes, from the real time on unless told. */
export function appJwt(app: App, claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000)
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now - 60, exp: now + 500, iss: app.id, ...claims })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(app.privateKey).toString('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export interface Ear {
  readonly url: string
  readonly heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  close(): Promise<void>
}

/** A server that keeps what it is sent. */
export async function listen(): Promise<Ear> {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
        response.end('heard')
      })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    heard,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
