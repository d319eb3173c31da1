import { registryOf } from '../../recipes/registry.ts'
import { configTrouble } from '../../recipes/remote.ts'
import type { Step } from '../../workflow.ts'
import { loginNew, more, type Made } from './oidc-made.ts'
import { inputOf } from './oidc-uses.ts'

const ADMIN = 'This is the admin user of the registry, which has one password for everybody. Log in with `azure/login`, give the application the role AcrPush, and run `az acr login`.'
const CONTAINER = 'The job runs in a container, where `az acr login` has neither the Azure CLI nor Docker; log in from a job of the runner itself.'

/** `az acr login` in the place of each login with a password: learn.microsoft.com/azure/container-registry/container-registry-authentication */
export function registryLogins(steps: readonly Step[], base: string): readonly Made[] {
  return steps.map((step) => registryLogin(step, base))
}

function registryLogin(step: Step, base: string): Made {
  const registry = registryOf(step)
  const name = registry.replace(/\.azurecr\..{1,20}$/, '')
  if (inputOf(step, 'username').toLowerCase() === name.toLowerCase()) return { trouble: ADMIN }
  const handed = configTrouble(step.job)
  if (handed !== undefined) return { trouble: handed }
  if (step.job.container !== undefined) return { trouble: CONTAINER }
  if (step.uses?.name === 'redhat-actions/podman-login') return { trouble: 'Podman is logged in here: `az acr login --expose-token` gives it a short-lived password after `azure/login`.' }
  const condition = step.if === undefined ? {} : { if: step.if }
  const run = `az acr login --name ${/^[\w.$-]{1,100}$/.test(name) ? name : `"${serverWritten(step)}"`}`
  const login = { change: 'insert-step', before: step, step: { name: step.name ?? 'Log in to the registry', ...condition, run } } as const
  const there = step.job.steps.find((one) => one.uses?.name === 'azure/login' && one.index < step.index && one.if === undefined)
  const gone = { change: 'remove-step', step } as const
  if (there !== undefined) return { changes: [login, gone], grants: [], assumed: [PUSH] }
  const made = loginNew([step], base)
  return 'trouble' in made ? made : { ...more({ ...made, changes: [...made.changes, login, gone] }, []), assumed: [PUSH] }
}

const PUSH = 'The application needs the role AcrPush (AcrPull where nothing is pushed) on the registry.'

function serverWritten(step: Step): string {
  return inputOf(step, 'registry') || inputOf(step, 'login-server')
}
