// Tokens that only their name tells to be npm's.
import { codeSpan } from '../../lib/code-span.ts'
import { spellings } from '../../recipes/flags.ts'
import { isSetting } from '../../recipes/setting.ts'
import type { Around, Flow, Plan, Step, Use } from '../../workflow.ts'
import { isNpm } from './oidc-registry.ts'
import { onlyInstalls } from './oidc-publish.ts'
import { tasksOf } from './oidc-tasks.ts'

const NAMED = /^(?:(?!FONT)\w{1,60}_)?NPM(?:JS)?_(?:\w{1,40}_)?(?:TOKEN|AUTHTOKEN)$|^NPMTOKEN$|^NODE_AUTH_TOKEN$/

/** What a secret is called, where nobody knows what takes it. */
export function isNamed(flow: Flow): boolean {
  const { to, secret } = flow
  if (to.kind === 'elsewhere' || to.kind === 'container' || isSetting(flow)) return false
  return [secret, ...(to.kind === 'variable' ? [to.name] : [])].some((name) => NAMED.test(name)) && stepsOf(flow).every(isNpm)
}

function stepsOf({ to, step }: Flow): readonly Step[] {
  if (to.kind !== 'variable' || to.owner.level === 'step') return step === undefined ? [] : [step]
  return to.owner.level === 'job' ? to.owner.steps : to.owner.jobs.flatMap(({ steps }) => steps)
}

const IMAGE = 'An image\'s build installs private packages with it: npm has no OIDC for it. Give it as a build secret (an argument stays in the image), able to read alone and with an expiry date.'

/** Advice where it installs, a report where it may publish. */
export async function namedPlans(uses: readonly Use[], { facts }: Around): Promise<readonly Plan[]> {
  return Promise.all(uses.map(async (use): Promise<Plan> => {
    const { flow } = use
    if (buildsImage(flow)) return { state: 'advice', uses: [use], reason: IMAGE }
    const tasks = (await Promise.all(stepsOf(flow).map((step) => tasksOf(step, facts)))).flat()
    const installs = tasks.length > 0 && tasks.every(({ task }) => task === 'installs')
    if (installs || /(?:^|_)(?:READ|RO|READONLY|INSTALL)(?:_|$)/.test(flow.secret)) return onlyInstalls([use])
    return { state: 'report', uses: [use], reason: `What ${takerOf(flow)} does with the token is not known; where it publishes, npm's trusted publishing does without one.` }
  }))
}

function takerOf({ to, step, job }: Flow): string {
  if (to.kind === 'call') return `the reusable workflow of job ${codeSpan(job?.id ?? '')}`
  return step?.uses === undefined ? 'the command' : codeSpan(step.uses.name)
}

const BUILDS = /\b(?:docker|podman|buildah|buildx|docker-compose|nerdctl)\b.{0,200}\bbuild\b|\bbuildah\s+bud\b/

/** `docker build --build-arg`, `build-args` and `secrets` of the actions that build images. */
export function buildsImage({ to, step, expression }: Flow): boolean {
  if (to.kind === 'input') return /^(?:build[-_]?args?|secrets|secret[-_]envs?|extra_args)$/i.test(to.name)
  if (to.kind === 'command') return linesWith(to.step, [expression]).some((line) => BUILDS.test(line))
  if (to.kind !== 'variable' || step?.run === undefined) return false
  const lines = linesWith(step, [...spellings(to.name), to.name])
  return lines.length > 0 && lines.every((line) => BUILDS.test(line))
}

function linesWith({ run = '' }: Step, texts: readonly string[]): readonly string[] {
  return run.replaceAll(/[\\`]\r?\n/g, ' ').split('\n').filter((line) => texts.some((text) => line.includes(text)))
}
