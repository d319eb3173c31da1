// What commands do with GitHub's package registries, which take the job's token: docs.github.com/packages/learn-github-packages/introduction-to-github-packages
import type { Access, Command, Step } from '../workflow.ts'

type Unfinished = Omit<Step, 'token'>

const HOST = /\b(?:nuget|rubygems|maven)\.pkg\.github\.com\b/
const PUSHERS = /^(?:dotnet|nuget|gem)$/
const BUILDERS = /^(?:\.\/)?(?:mvnw?|gradlew?)$/

/** What a command does with packages, where it does nothing else with a GitHub token; undefined where it is no command of theirs. */
export function packageAccess({ words, text }: Command, step: Unfinished): Access | undefined {
  const program = (words[0] ?? '').toLowerCase().replace(/\.exe$/, '')
  if (PUSHERS.test(program)) {
    if (words.includes('push')) return HOST.test(text) || (!namesAnother(text) && isSetUp(step)) ? 'write' : 'none'
    return HOST.test(text) ? 'read' : 'none'
  }
  if (!BUILDERS.test(program) || !(HOST.test(text) || isServer(step, program))) return undefined
  return words.some((word) => /^(?:\w{0,40}:)?(?:deploy|publish)$/.test(word)) ? 'write' : HOST.test(text) ? 'read' : undefined
}

/** The source is written out, and is none of GitHub's. */
function namesAnother(text: string): boolean {
  return /https?:\/\//.test(text) || /(?:-s|--source)[\s=]nuget\.org/i.test(text)
}

/** Whether the job named a registry of GitHub's before: `dotnet nuget add source`, the credentials of gem, `source-url`. */
function isSetUp(step: Unfinished): boolean {
  return HOST.test(step.run ?? '') || step.job.steps.some((one) => HOST.test([one.run ?? '', ...one.with.map(({ value }) => value)].join('\n')))
}

/** Without a `server-id` actions/setup-java writes that of GitHub's registry: https://github.com/actions/setup-java/blob/main/action.yml */
function isServer(step: Unfinished, program: string): boolean {
  const setups = step.job.steps.filter(({ uses }) => uses?.name === 'actions/setup-java')
  return program.includes('mvn') && setups.length > 0 && setups.every(({ with: inputs }) => (inputs.find(({ name }) => name === 'server-id')?.value ?? 'github') === 'github')
}
