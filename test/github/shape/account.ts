import type { JsonObject } from '../http/reply.ts'
import { nodeId } from '../world/ids.ts'
import type { Account } from '../world/records.ts'
import type { World } from '../world/world.ts'

const LETTERS = { User: 'U', Organization: 'O', Bot: 'BOT' } as const

/** `simple-user` */
export function accountShape(world: World, account: Account): JsonObject {
  const url = `${world.url}/users/${encodeURIComponent(account.login)}`
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(LETTERS[account.type], account.id),
    avatar_url: `${world.url}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  }
}
