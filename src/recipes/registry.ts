import type { Step } from '../workflow.ts'

/** The registry that a login names, by way of a variable of the workflow too; empty where it names none. */
export function registryOf(step: Step): string {
  const value = inputOf(step, 'registry') || inputOf(step, 'login-server')
  const name = /^\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\}$/.exec(value.trim())?.[1]
  const levels = [step.env, step.job.env, step.job.workflow.env]
  return name === undefined ? value : (levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0] ?? value)
}

function inputOf(step: Step, name: string): string {
  return step.with.find((one) => one.name === name)?.value ?? ''
}
