import type { Change, Step, Use } from '../../workflow.ts'
import { atAnotherIndex, type Ready, type Stuck } from './oidc-plan.ts'
import { indexNamed } from './oidc-tools.ts'
import { ACTION } from './oidc-uses.ts'

/** The publishing action without its password: it takes the OIDC way where it is given none. README of pypa/gh-action-pypi-publish */
export function byAction({ flow }: Use, all: readonly Use[]): Ready | Stuck {
  const { step } = flow
  if (step === undefined) return { trouble: 'Where the token goes is not understood.' }
  const index = indexNamed(inputOf(step, 'repository-url') ?? inputOf(step, 'repository_url') ?? '')
  if (typeof index !== 'string') return atAnotherIndex(index.other)
  const gone = ['user', 'password'].filter((name) => inputOf(step, name) !== undefined)
  return {
    step,
    index,
    changes: [
      ...gone.map((name) => ({ change: 'remove-input', step, name } as const)),
      ...raised(step),
      ...(isBeforeAnother(step, all) ? [{ change: 'set-input', step, name: 'attestations', value: 'false' } as const] : []),
    ],
    assumed: [],
  }
}

function inputOf(step: Step, name: string): string | undefined {
  return step.with.find((one) => one.name === name)?.value
}

// Trusted publishing came with 1.8; the branch `master` is older.
const FLOOR = [1, 8] as const

function raised(step: Step): readonly Change[] {
  const [major, minor] = step.uses?.version ?? []
  const moving = /^(?:release\/v1|v1|unstable\/v1|main)$/.test(step.uses?.ref ?? '')
  const unknown = major === undefined && !/^[0-9a-f]{40}$/.test(step.uses?.ref ?? '')
  const old = unknown || (major !== undefined && (major < FLOOR[0] || (major === FLOOR[0] && minor !== undefined && minor < FLOOR[1])))
  return old && !moving ? [{ change: 'use-action', step, action: ACTION }] : []
}

/** Attestations, which come with trusted publishing from 1.11 on, are left beside the files and stop the next upload of the same folder. */
function isBeforeAnother(step: Step, all: readonly Use[]): boolean {
  if (inputOf(step, 'attestations') !== undefined) return false
  const folder = folderOf(step)
  const others = step.job.steps.filter((one) => one.index > step.index && one.uses?.name === ACTION && folderOf(one) === folder)
  return others.some((one) => inputOf(one, 'password') === undefined || all.some(({ as, flow }) => as === 'action' && flow.step === one))
}

function folderOf(step: Step): string {
  return (inputOf(step, 'packages-dir') ?? inputOf(step, 'packages_dir') ?? 'dist').replace(/\/$/, '')
}
