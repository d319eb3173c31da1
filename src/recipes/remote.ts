// What leaves the job, and must live longer than it.
import type { Job, Step } from '../workflow.ts'

const THERE = /\b(?:ssh|sshpass|plink|gcloud\s{1,9}compute\s{1,9}ssh|az\s{1,9}vm\s{1,9}run-command|kubectl\s{1,9}exec|docker\s{1,9}exec|heroku\s{1,9}run|fly(?:ctl)?\s{1,9}ssh)\s/
const FED = /\b(?:ssh|kubectl\s{1,9}exec|docker\s{1,9}exec)\s.{0,300}<</

/** Whether another machine or container runs the lines of a script that hold a text. */
export function runsElsewhere({ run = '' }: Step, text: string): boolean {
  if (!run.includes(text)) return false
  if (FED.test(run.slice(0, run.indexOf(text)))) return true
  const lines = run.replaceAll(/\\\r?\n/g, ' ').split('\n')
  return lines.some((line) => line.includes(text) && THERE.test(line.slice(0, line.indexOf(text))))
}

export const REMOTE = 'Another machine logs in with it, and needs it for longer than the job lasts; what the job gets ends with it or soon after.'

/** Why a login to a registry must not end with the job: its file goes on to others. */
export function configTrouble(job: Job): string | undefined {
  const step = job.steps.find(({ commands, with: inputs }) => [...commands.map(({ text }) => text), ...inputs.map(({ value }) => value)].some((text) => /\.docker\/config|dockerconfigjson/.test(text)))
  return step === undefined ? undefined : `The step on line ${step.line} hands the login on (\`~/.docker/config.json\`), where a password that ends with the job would soon be dead.`
}
