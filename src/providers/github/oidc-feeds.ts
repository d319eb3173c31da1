// Where a token goes to GitHub's registries of packages other than images:
// docs.github.com/packages/learn-github-packages/introduction-to-github-packages
import { spellings } from '../../recipes/flags.ts'
import { isSetting } from '../../recipes/setting.ts'
import type { Flow, Job, Step } from '../../workflow.ts'

const HOST = /\b(?:npm|nuget|rubygems|maven)\.pkg\.github\.com\b/

/** The variables that an .npmrc reads a registry's token from. */
const OF_NPM = /^(?:NODE_AUTH|NPM(?:_AUTH)?)_TOKEN$/

/** Whether nothing but one of these registries takes it. */
export function speaksToPackages(flow: Flow): boolean {
  const { to } = flow
  if (to.kind === 'input') return to.step.uses?.name === 'js-devtools/npm-publish' && to.name === 'token' && names(to.step, { input: 'registry' })
  if (to.kind === 'command') return !isSetting(flow) && feeds(to.step, [flow.expression])
  if (to.kind !== 'variable') return false
  if (OF_NPM.test(to.name)) return to.owner.level === 'step' && isOfNpm(to.owner)
  if (to.name === 'NUGET_AUTH_TOKEN') return stepsOf(flow).some((step) => step.uses?.name === 'actions/setup-dotnet' && names(step, { input: 'source-url' }))
  return to.mentions.length > 0 && !isSetting(flow) && to.mentions.every(({ in: place, step }) => place === 'command' && step !== undefined && feeds(step, spellings(to.name)))
}

function names(step: Step, { input }: { readonly input: string }): boolean {
  return step.with.some(({ name, value }) => name === input && HOST.test(value))
}

function stepsOf({ job, workflow }: Flow): readonly Step[] {
  return job === undefined ? workflow.jobs.flatMap(({ steps }) => steps) : job.steps
}

function isOfNpm(step: Step): boolean {
  const setup = step.job.steps.findLast((one) => one.index < step.index && one.uses?.name === 'actions/setup-node')
  return HOST.test([step.run ?? '', ...(setup?.with.map(({ value }) => value) ?? [])].join('\n'))
}

/** Whether each line with the token names such a registry, or writes it where the program that pushes there looks for it. */
function feeds(step: Step, values: readonly string[]): boolean {
  const script = (step.run ?? '').replaceAll(/[\\`]\r?\n/g, ' ')
  const lines = script.split('\n').filter((line) => values.some((value) => line.includes(value)))
  return lines.length > 0 && lines.every((line) => HOST.test(line) || (KEPT.test(line) && HOST.test(script)) || (PUSHED.test(line) && isNamedBefore(step)))
}

const KEPT = /\.gem\/credentials|\.npmrc/
/** To a source that has a name. */
const PUSHED = /\bnuget(?:\.exe)?\s{1,9}push\b(?!.{0,500}(?:https?:\/\/|nuget\.org))/i

function isNamedBefore(step: Step): boolean {
  return step.job.steps.some((one) => one.index <= step.index && HOST.test([one.run ?? '', ...one.with.map(({ value }) => value)].join('\n')))
}

const PUBLISHES = /\b(?:npm|pnpm|yarn|lerna|changeset)\b.{0,80}\bpublish\b|\bnuget(?:\.exe)?\s{1,9}push\b|\bgem\s{1,9}push\b|\bmvnw?\b.{0,300}\bdeploy\b|\bgradlew?\b.{0,300}\bpublish\b/i

/** Whether the job pushes packages, and does not only install them. */
export function publishesPackages({ steps }: Pick<Job, 'steps'>): boolean {
  return steps.some((step) => step.uses?.name === 'js-devtools/npm-publish' || step.commands.some(({ text }) => PUBLISHES.test(text)))
}

/** The owners whose packages or images a job names, in lower case. */
export function ownersIn(job: Job): readonly string[] {
  const steps = job.steps.flatMap((step) => [step.run ?? '', ...[...step.with, ...step.env].map(({ value }) => value)])
  const texts = [...steps, ...[...job.env, ...job.workflow.env].map(({ value }) => value), job.container ?? '']
  return texts.flatMap((text) => Array.from(text.matchAll(OWNER), (match) => (match[1] ?? '').toLowerCase()))
}

const OWNER = /(?<![\w./])(?:ghcr\.io|(?:https:\/\/)?(?:nuget|rubygems|maven)\.pkg\.github\.com)\/([\w.-]{1,100})(?=\/|["'\s]|$)/g
