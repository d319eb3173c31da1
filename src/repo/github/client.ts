import type { ProbotOctokit } from 'probot'
import type { About } from '../hosted.ts'
import type { TagCache } from './newest-tag.ts'

/** One repository seen through one installation. */
export interface Client {
  readonly octokit: ProbotOctokit
  readonly appId: number
  /** The App's slug: its bot is `<slug>[bot]`. */
  readonly slug: string
  readonly id: number
  readonly about: About
  readonly repo: { readonly owner: string; readonly repo: string }
  /** Where git fetches from. */
  readonly cloneUrl: string
  /** What was seen of actions' tags, by this process. */
  readonly tags: TagCache
  token(): Promise<string>
}
