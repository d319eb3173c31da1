import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { RepositoryRecord } from '../world/records.ts'
import { fullNameOf, type World } from '../world/world.ts'
import { accountShape } from './account.ts'

// Addresses that are the repository's own followed by a path: name of the member, less `_url` → path.
const ADDRESSES = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
} as const

/** `minimal-repository` and everything of `repository` that other shapes carry. */
export function repositoryShape(world: World, repository: RepositoryRecord): JsonObject {
  const fullName = fullNameOf(repository)
  const url = apiUrl(world, repository)
  const addresses = Object.entries(ADDRESSES).map(([name, path]) => [`${name}_url`, url + path])
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName,
    owner: accountShape(world, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    html_url: htmlUrl(world, repository),
    url,
    ...Object.fromEntries(addresses),
    ...cloneAddresses(world, fullName),
    ...state(world, repository),
    ...counts(repository),
  }
}

/** `full-repository`: what GET of the repository itself adds. */
export function fullRepositoryShape(world: World, repository: RepositoryRecord): JsonObject {
  const parent = repository.parent === undefined ? undefined : repositoryShape(world, repository.parent)
  return {
    ...repositoryShape(world, repository),
    subscribers_count: 0,
    network_count: 0,
    ...(parent === undefined ? {} : { parent, source: parent }),
  }
}

/** The few members by which an installation's webhooks name a repository. */
export function namedRepositoryShape(repository: RepositoryRecord): JsonObject {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.private,
  }
}

export function apiUrl(world: World, repository: RepositoryRecord): string {
  return `${world.url}/repos/${fullNameOf(repository)}`
}

export function htmlUrl(world: World, repository: RepositoryRecord): string {
  return `${world.url}/${fullNameOf(repository)}`
}

function cloneAddresses(world: World, fullName: string): JsonObject {
  return {
    clone_url: `${world.url}/${fullName}.git`,
    git_url: `git://127.0.0.1/${fullName}.git`,
    ssh_url: `git@127.0.0.1:${fullName}.git`,
    svn_url: `${world.url}/${fullName}`,
    mirror_url: null,
    homepage: null,
  }
}

function state(world: World, repository: RepositoryRecord): JsonObject {
  return {
    description: null,
    fork: repository.parent !== undefined,
    default_branch: repository.defaultBranch,
    archived: repository.archived,
    disabled: false,
    language: null,
    license: null,
    topics: [],
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    created_at: stamp(repository.createdAt),
    updated_at: stamp(repository.pushedAt),
    pushed_at: stamp(repository.pushedAt),
    custom_properties: {},
  }
}

function counts(repository: RepositoryRecord): JsonObject {
  const open = repository.issues.filter((issue) => issue.state === 'open').length
  return {
    size: 108,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
  }
}
