import { spelledOut } from '../lib/spelled-out.ts'
import type { Setting, Step } from '../workflow.ts'

/** The registry that a login names, by way of variables of the workflow too; empty where it names none. */
export function registryOf(step: Step): string {
  const value = (inputOf(step, 'registry') || inputOf(step, 'login-server')).trim()
  const name = /^\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\}$/.exec(value)?.[1]
  const set = levelsOf(step).flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0]
  return spelledOut(set ?? value, levelsOf(step))
}

/** The lines of a script that hold a text, continued lines as one, with the variables that the workflow sets plainly. */
export function linesWith(step: Step | undefined, text: string): readonly string[] {
  const lines = (step?.run ?? '').replaceAll(/\\\r?\n/g, ' ').split('\n').filter((line) => line.includes(text))
  // What is looked for stays as it is written.
  return step === undefined ? [] : lines.map((line) => line.split(text).map((part) => spelledOut(part, levelsOf(step))).join(text))
}

function levelsOf(step: Step): readonly (readonly Setting[])[] {
  return [step.env, step.job.env, step.job.workflow.env]
}

function inputOf(step: Step, name: string): string {
  return step.with.find((one) => one.name === name)?.value ?? ''
}
