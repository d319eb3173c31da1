import { codeSpan } from '../../lib/code-span.ts'
import { KEEP } from '../../recipes/advice.ts'
import { repositoryGates } from '../../recipes/gates.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Grant, Plan, Step, Use } from '../../workflow.ts'
import { byAction } from './oidc-action.ts'
import { byBuilding } from './oidc-built.ts'
import { byTool } from './oidc-removal.ts'
import { TOOLS } from './oidc-tools.ts'
import { projectOf } from './oidc-trust.ts'
import { ACTION } from './oidc-uses.ts'

/** What takes one token out of one step. */
export interface Ready {
  readonly step: Step
  readonly index: 'pypi' | 'testpypi'
  readonly changes: readonly Change[]
  readonly assumed: readonly string[]
}

export interface Stuck {
  readonly trouble: string
  /** The token is for an index that no trusted publishing reaches. */
  readonly elsewhere?: string
}

/** What is said of a token for another index: `https://pypi.example.com/simple`. */
export function atAnotherIndex(index: string): Stuck {
  return { trouble: `The token is for ${codeSpan(index)}, another index than PyPI; trusted publishing reaches PyPI and TestPyPI.`, ...(FEDERATED.test(index) ? {} : { elsewhere: index }) }
}

/** A name that a configuration explains, and hosts that take short-lived credentials of their own. */
const FEDERATED = /^(?!https?:)|\.amazonaws\.com|\.pkg\.dev|\.jfrog\.io|\.azure\.com|\.cloudsmith\.io/

/** Each token by itself: gone everywhere in the file, or told why not. */
export async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return Promise.all(secrets.map((secret) => planToken(uses.filter(({ flow }) => flow.secret === secret), { around, all: uses })))
}

interface Scene {
  readonly around: Around
  /** The uses of all tokens of the file. */
  readonly all: readonly Use[]
}

async function planToken(uses: readonly Use[], { around, all }: Scene): Promise<Plan> {
  const gates = repositoryGates(uses, around)
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'token', act: 'publish', ...(gates === 'closed' ? {} : { gates: 'opened' }) })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const made = uses.flatMap((use) => (use.as === 'action' ? [byAction(use, all)] : use.as === 'configured' && POETRY !== undefined ? byBuilding(use, POETRY) : byTool(use)))
  const others = made.flatMap((one) => ('trouble' in one && one.elsewhere !== undefined ? [one] : []))
  if (others[0] !== undefined && others.length === made.length) return { state: 'advice', uses, reason: `${others[0].trouble} ${KEEP}` }
  const stuck = made.find((one) => 'trouble' in one)
  if (stuck !== undefined) return { state: 'report', uses, reason: stuck.trouble }
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  if (ready.length === 0) return { state: 'report', uses, reason: 'No command is seen that publishes with the token; what uses it is not known.' }
  const project = await projectOf(around.facts)
  return {
    state: 'rewrite',
    uses,
    reason: 'PyPI takes the job\'s OIDC token from a trusted publisher; the stored token is not read any more.',
    changes: [...ready.flatMap(({ changes }) => changes), ...ready.map(({ step }) => needsToken(step.job)), ...(gates === 'closed' ? [] : gates)],
    grants: ready.map((one) => grantOf(one, project)),
    assumed: [...new Set(ready.flatMap(({ assumed }) => assumed))],
  }
}

function grantOf({ step, index }: Ready, project: string): Grant {
  return { identity: index === 'pypi' ? project : `${project} on TestPyPI`, variables: [], places: [placeOf(step.job, step.if)] }
}

const CALLED = `Other workflows call this one, and PyPI does not know reusable workflows: publish in a job of the calling workflow, with what this one has built
(docs.pypi.org/trusted-publishers/troubleshooting).`.replaceAll('\n', ' ')
const POETRY = TOOLS.find(({ name }) => name === 'poetry')
const TARGET = 'PyPI refuses OIDC tokens of `pull_request_target`; publish on another event.'

/** Why a use cannot be rewritten, whatever else there is. */
function troubleAt({ flow, as }: Use): string | undefined {
  const events = flow.workflow.triggers.map(({ event }) => event)
  const action = flow.step?.uses === undefined ? 'the program' : codeSpan(flow.step.uses.name)
  if (events.includes('workflow_call')) return CALLED
  if (events.length > 0 && events.every((event) => event === 'pull_request_target')) return TARGET
  switch (as) {
    case 'input':
      return `${action} publishes with a token that it is given; publish what it builds with \`${ACTION}\` instead.`
    case 'configured':
      if (/\bpoetry\b/.test(flow.step?.run ?? '')) return undefined
      return `The token is written into a tool's configuration; publish the built files with \`${ACTION}\` instead.`
    case 'named':
      return `What ${action} does with the token is not known; if it publishes, let it build alone and publish with \`${ACTION}\`.`
    default:
      return undefined
  }
}
