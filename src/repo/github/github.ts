import { Probot, ProbotOctokit } from 'probot'
import type { About, Gone, Hosted } from '../hosted.ts'
import { MayflyError } from '../../lib/errors.ts'
import { actAs } from './act-as.ts'
import { branchState, deleteBranch, fileText, tip, writeBranch } from './branches.ts'
import { call, Refused } from './call.ts'
import { publish } from './checks.ts'
import type { Client } from './client.ts'
import { comment, readComment } from './comments.ts'
import { facts, roleOf } from './facts.ts'
import { fetchRange, fetchSnapshot } from './fetch.ts'
import { endOfLog } from './job-log.ts'
import { blobText, branches, contains, listAt } from './look-at.ts'
import { newestTag, type TagCache } from './newest-tag.ts'
import { closePull, openPull, pullByNumber, pullsAt, pullsFrom, updatePull } from './pulls.ts'
import { notesOf, runById } from './runs.ts'
import { deleteSecret, readersOf, sharedSecrets, storedSecrets } from './stored-secrets.ts'

export interface AppCredentials {
  readonly appId: number
  readonly privateKey: string
  /** REST's address: https://api.github.com, or an enterprise server's /api/v3. */
  readonly baseUrl: string
  /**
   * `gentle`: a second between two writes of an installation, three between two that notify people, as GitHub asks:
   * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
   */
  readonly pace: 'gentle' | 'none'
}

/** GitHub, seen as the App. */
export interface GitHub {
  repository(ids: { readonly installation: number; readonly repository: number }): Promise<Hosted | Gone>
  /** The repositories that an installation shows us, by id. */
  repositories(installation: number): Promise<readonly number[] | Gone>
  /** The GUIDs and ids of the deliveries that got no good answer, the newest first. GitHub knows those of three days. */
  failedDeliveries(): Promise<readonly { readonly id: number; readonly guid: string }[]>
  /** Asks GitHub to deliver once more. */
  redeliver(id: number): Promise<void>
}

/** Retries are the queue's: it waits as long as GitHub asks and never repeats a call blindly. */
export async function openGitHub(credentials: AppCredentials): Promise<GitHub> {
  const throttle = { enabled: credentials.pace === 'gentle', onRateLimit: () => false, onSecondaryRateLimit: () => false }
  // As a function: probot's own options would win over an object's.
  const Octokit = ProbotOctokit.defaults((options: object) => ({ ...options, retry: { enabled: false }, throttle }))
  const probot = new Probot({ ...credentials, Octokit, secret: 'unused: webhooks are verified by the answering thread', logLevel: 'fatal' })
  const app = await probot.auth()
  const { data } = await call('to read the App', () => app.rest.apps.getAuthenticated())
  const slug = data?.slug ?? ''
  const tags: TagCache = new Map()
  return {
    async repository({ installation, repository }) {
      return orGone(async () => hosted(await clientOf({ octokit: await actAs(probot, installation), credentials, slug, tags, repository })))
    },
    async repositories(installation) {
      return orGone(async () => {
        const octokit = await actAs(probot, installation)
        const all = await call('to list repositories', () => octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 }))
        return all.map(({ id }) => id)
      })
    },
    async failedDeliveries() {
      const query = { per_page: 100, status: 'failure' } as const
      const all = await call('to list deliveries', () => app.paginate('GET /app/hook/deliveries', query))
      return all.map(({ id, guid }) => ({ id, guid }))
    },
    async redeliver(id) {
      await call('to redeliver', () => app.rest.apps.redeliverWebhookDelivery({ delivery_id: id }))
    },
  }
}

async function orGone<T>(ask: () => Promise<T>): Promise<T | Gone> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return 'not-found'
    if (error instanceof MayflyError && error.code === 'gone') return /suspended/i.test(error.message) ? 'suspended' : 'uninstalled'
    throw error
  }
}

interface Opening {
  readonly octokit: ProbotOctokit
  readonly credentials: AppCredentials
  readonly slug: string
  readonly tags: TagCache
  readonly repository: number
}

async function clientOf({ octokit, credentials, slug, tags, repository }: Opening): Promise<Client> {
  // By id: a repository that was renamed or moved meanwhile is still found.
  const { data } = await call('to read the repository', () => octokit.request('GET /repositories/{id}', { id: repository }))
  const about: About = {
    owner: data.owner.login,
    name: data.name,
    private: data.private,
    archived: data.archived,
    defaultBranch: data.default_branch,
    ownerId: data.owner.id,
    ownerType: data.owner.type === 'Organization' ? 'organization' : 'user',
    server: new URL(data.html_url).origin,
  }
  return {
    octokit,
    appId: credentials.appId,
    slug,
    id: repository,
    about,
    repo: { owner: about.owner, repo: about.name },
    cloneUrl: data.clone_url,
    tags,
    async token() {
      const auth: unknown = await octokit.auth({ type: 'installation' })
      if (typeof auth === 'object' && auth !== null && 'token' in auth) return String(auth.token)
      throw new MayflyError('github', 'GitHub gave no installation token')
    },
  }
}

function hosted(client: Client): Hosted {
  return {
    id: client.id,
    about: async () => client.about,
    file: (path) => fileText(client, path),
    tip: (branch) => tip(client, branch),
    fetch: (head, asked) => fetchRange(client, { head, asked }),
    snapshot: (commit) => fetchSnapshot(client, commit),
    publish: (check) => publish(client, check),
    pullsAt: (head) => pullsAt(client, head),
    pull: (number) => pullByNumber(client, number),
    pullsFrom: (branch) => pullsFrom(client, branch),
    branch: (name) => branchState(client, name),
    writeBranch: (edit) => writeBranch(client, edit),
    deleteBranch: (name) => deleteBranch(client, name),
    openPull: (branch, text) => openPull(client, { branch, text }),
    updatePull: (pull, text) => updatePull(client, { pull, text }),
    closePull: (number) => closePull(client, number),
    comment: (number, body) => comment(client, { number, body }),
    readComment: (id) => readComment(client, id),
    roleOf: (login) => roleOf(client, login),
    facts: () => facts(client),
    run: (id) => runById(client, id),
    notesOf: (job) => notesOf(client, job),
    endOfLog: (job) => endOfLog(client, job),
    contains: (head, commit) => contains(client, { head, commit }),
    listAt: (folder, ref) => listAt(client, { folder, ref }),
    newestTag: (wanted) => newestTag(client, wanted),
    blob: (id) => blobText(client, id),
    branches: (most) => branches(client, most),
    storedSecrets: (environment) => storedSecrets(client, environment),
    deleteSecret: (name, environment) => deleteSecret(client, { name, environment }),
    sharedSecrets: () => sharedSecrets(client),
    readersOf: (name) => readersOf(client, name),
  }
}
