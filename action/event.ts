import type { Audience } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { at, textAt, type Json } from '../src/lib/json.ts'
import type { Setting } from './setting.ts'

/** Where a range begins or ends: a commit, or the default branch as it stands now. */
export type End = { readonly commit: string } | 'default-branch'

/** The commits that an event asks to have looked at: all that `head` reaches and `base` does not. */
export interface Asked {
  /** For a person: `push to main`. */
  readonly subject: string
  readonly head: End
  /** Undefined: the whole history. */
  readonly base: End | undefined
  /** What takes the base's place where it is gone, as after a force push. */
  readonly otherwise: End | undefined
  /** A ref that holds the head too, should its id not be fetchable. */
  readonly headRef?: string
}

export interface Occasion {
  /** Undefined: nothing came that could be looked at. */
  readonly asked: Asked | undefined
  readonly fromFork: boolean
  readonly audience: Audience
  /** A commit that the default branch had when the event happened, where the event itself says so. */
  readonly defaultCommit: string | undefined
}

/**
 * What an event asks for. Throws MayflyError('usage') for an event that has no commits of its own.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export function occasionOf(setting: Setting): Occasion {
  const { payload } = setting
  return {
    asked: askedBy(setting),
    fromFork: isFromFork(at(payload, 'pull_request')),
    // Not every event tells (schedule does not): then what is said must be fit for everybody.
    audience: at(payload, 'repository', 'private') === true ? 'private' : 'public',
    defaultCommit: defaultCommitOf(setting),
  }
}

// The head's repository is null where a fork was deleted meanwhile.
function isFromFork(pull: Json | undefined): boolean {
  const home = at(pull, 'head', 'repo', 'id')
  return pull !== undefined && (home === undefined || home !== at(pull, 'base', 'repo', 'id'))
}

const EVENTS = ['push', 'pull_request', 'pull_request_target', 'merge_group', 'schedule', 'workflow_dispatch']
const NO_COMMIT = /^0{40,64}$/

function askedBy(setting: Setting): Asked | undefined {
  switch (setting.event) {
    case 'push':
      return pushed(setting)
    case 'pull_request':
    case 'pull_request_target':
      return proposed(setting)
    case 'merge_group':
      return {
        subject: 'merge group',
        head: { commit: commitAt(setting, 'merge_group', 'head_sha') },
        base: { commit: commitAt(setting, 'merge_group', 'base_sha') },
        otherwise: 'default-branch',
      }
    case 'schedule':
    case 'workflow_dispatch':
      return { subject: 'the whole history of the default branch', head: 'default-branch', base: undefined, otherwise: undefined }
    default:
      throw new MayflyError('usage', `the event ${JSON.stringify(setting.event)} brings no commits to look at; Mayfly runs on ${EVENTS.join(', ')}`)
  }
}

function pushed(setting: Setting): Asked | undefined {
  const ref = textAt(setting.payload, 'ref') ?? setting.ref
  const [before, after] = [commitAt(setting, 'before'), commitAt(setting, 'after')]
  if (NO_COMMIT.test(after)) return undefined
  const otherwise = ref === defaultRef(setting) ? undefined : 'default-branch'
  const base = NO_COMMIT.test(before) ? otherwise : { commit: before }
  return { subject: `push to ${ref.replace(/^refs\/(?:heads|tags)\//, '')}`, head: { commit: after }, base, otherwise }
}

function proposed(setting: Setting): Asked {
  const number = at(setting.payload, 'pull_request', 'number')
  if (typeof number !== 'number') throw new MayflyError('usage', `the payload of the event ${setting.event} has no number of a pull request`)
  return {
    subject: `pull request #${number}`,
    head: { commit: commitAt(setting, 'pull_request', 'head', 'sha') },
    base: { commit: commitAt(setting, 'pull_request', 'base', 'sha') },
    otherwise: 'default-branch',
    headRef: `refs/pull/${number}/head`,
  }
}

function commitAt({ event, payload }: Setting, ...path: readonly string[]): string {
  const id = textAt(payload, ...path)
  if (id !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return id
  throw new MayflyError('usage', `the payload of the event ${event} has no commit at ${path.join('.')}`)
}

function defaultCommitOf(setting: Setting): string | undefined {
  const { event, payload, ref, sha } = setting
  const branch = textAt(payload, 'repository', 'default_branch')
  if (event === 'schedule') return sha
  if (event === 'workflow_dispatch') return ref === defaultRef(setting) ? sha : undefined
  if (event === 'push') return textAt(payload, 'ref') === defaultRef(setting) ? textAt(payload, 'after') : undefined
  if (event === 'merge_group') return textAt(payload, 'merge_group', 'base_ref') === defaultRef(setting) ? textAt(payload, 'merge_group', 'base_sha') : undefined
  return branch !== undefined && textAt(payload, 'pull_request', 'base', 'ref') === branch ? textAt(payload, 'pull_request', 'base', 'sha') : undefined
}

function defaultRef({ payload }: Setting): string | undefined {
  const branch = textAt(payload, 'repository', 'default_branch')
  return branch === undefined ? undefined : `refs/heads/${branch}`
}
