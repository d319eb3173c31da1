import { join } from 'node:path'
import { group, info } from '@actions/core'
import {
  guard, openBlobMemory, POLICY_PATH, previewPolicy, ruleVersion, settings, shipped, staticCredentials, visible,
  type Guarded, type Policy, type Repo, type Report, type Settings,
} from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { keptFor } from './cache.ts'
import { readDefaultBranch } from './default-branch.ts'
import { occasionOf, type Asked, type Occasion } from './event.ts'
import { makeAvailable, type History } from './history.ts'
import { progressLog } from './progress-log.ts'
import type { Setting } from './setting.ts'
import { openSources, type Sources } from './sources.ts'
import { tell } from './tell.ts'

/** Looks at the commits of the event, judges them by the default branch's policy, and tells. */
export async function scan(setting: Setting): Promise<void> {
  const occasion = occasionOf(setting)
  const { asked, audience } = occasion
  if (asked === undefined) return tell(nothing({ notices: ['The push deleted what it names, so nothing was looked at'] }), { setting, audience })
  const sources = await openSources(setting)
  try {
    await tell(await look(asked, { setting, occasion, sources }), { setting, audience })
  } finally {
    await sources.close()
  }
}

/** What there is to tell. */
type Seen = Pick<Guarded, 'report' | 'gone'>

interface Scene {
  readonly setting: Setting
  readonly occasion: Occasion
  readonly sources: Sources
}

async function look(asked: Asked, scene: Scene): Promise<Seen> {
  const ready = await group(`Mayfly: the commits of ${visible(asked.subject)}`, () => prepare(asked, scene))
  if (ready.state === 'malformed') return nothing({ problems: ready.problems })
  const { policy, history } = ready
  const { repo, unseen, notices } = history
  if (repo === undefined) return nothing({ unseen, notices })
  try {
    const { gone, report } = await group('Mayfly: the scan', () => orSay(nothing({}), () => judged({ ...history, repo }, { ...scene, policy })))
    return { gone, report: { ...report, unseen: [...unseen, ...report.unseen], notices: [...notices, ...report.notices] } }
  } finally {
    await repo.close()
  }
}

type Ready = { readonly state: 'ready'; readonly policy: Policy; readonly history: History } | Extract<Settings, { state: 'malformed' }>

/** The policy first: what it says must be known before anything is judged. */
async function prepare(asked: Asked, { occasion, sources }: Scene): Promise<Ready> {
  const { commit, policy: text } = await readDefaultBranch(sources, occasion)
  const at = commit === undefined ? 'the default branch has no commit yet' : `the default branch stands at ${commit.slice(0, 12)}`
  info(`Policy: ${text === undefined ? `the default, since there is no ${POLICY_PATH}` : POLICY_PATH}; ${at}`)
  const policy = await settings(text)
  if (policy.state === 'malformed') return policy
  const history = await makeAvailable(sources, { asked, defaultCommit: commit })
  const [from = '', to = ''] = [history.bases, history.heads].map((ids) => ids.map((id) => id.slice(0, 12)).join(' '))
  info(visible(`Commits: ${from}..${to}, ${history.from}`))
  return { state: 'ready', policy: policy.policy, history }
}

interface Judging {
  readonly setting: Setting
  readonly occasion: Occasion
  readonly policy: Policy
}

async function judged({ repo, heads, bases }: History & { readonly repo: Repo }, { setting, occasion, policy }: Judging): Promise<Seen> {
  const { verify, notices } = mayVerify(setting, { occasion, policy })
  const range = { of: 'commits', heads, bases } as const
  const now = new Date()
  const [onProgress, http] = [progressLog(), setting.http]
  const kept = await keptFor(setting, range)
  const memory = kept && repo.memory?.(ruleVersion, join(kept.folder, 'store'))
  const blobs = kept && openBlobMemory(join(kept.folder, 'blobs'))
  const scanned = await guard({ repo, range, providers: shipped, policy, verify, http, now, memory, blobs, onProgress })
  await kept?.save()
  const [head = ''] = heads
  const touched = bases.length === 0 ? { of: 'tree', ref: head } as const : range
  return orSay(scanned, async () => {
    const guarded = await staticCredentials({ repo, range: touched, ref: head, providers: shipped, policy, guarded: scanned })
    const previewed = await previewPolicy(repo, { head, judgedBy: policy, guarded, now })
    return { gone: guarded.gone, report: { ...guarded.report, notices: [...guarded.report.notices, ...notices, ...previewed] } }
  })
}

/** A stranger's pull request could make us ask providers about stolen tokens: its tokens are not sent unless the policy says so. */
function mayVerify({ verify }: Setting, { occasion, policy }: Omit<Judging, 'setting'>): { readonly verify: boolean; readonly notices: readonly string[] } {
  const wanted = verify === 'as-policy' ? policy.verification.enabled === true : verify === 'yes'
  if (!wanted || !occasion.fromFork || policy.verification.forks) return { verify: wanted, notices: [] }
  return { verify: false, notices: ['No provider was asked: the pull request comes from a fork'] }
}

/** What breaks off in the middle leaves what there was before, and says so. */
async function orSay({ gone, report }: Seen, work: () => Promise<Seen>): Promise<Seen> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MayflyError) return { gone, report: { ...report, unseen: [...report.unseen, `the rest: ${error.message}`] } }
    throw error
  }
}

function nothing(told: Partial<Report>): Seen {
  const stats = { files: 0, bytes: 0, commits: 0, milliseconds: 0 }
  return { gone: new Set(), report: { judged: [], stats, problems: [], unseen: [], notices: [], ...told } }
}
