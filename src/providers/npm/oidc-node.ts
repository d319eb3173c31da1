import type { Change, RepoFacts, Setting, Step } from '../../workflow.ts'

type Ready = { readonly changes: readonly Change[]; readonly assumed: readonly string[] } | { readonly trouble: string }

/** Node's `[major, minor]`, the minor open where the newest of the major is asked for; `newest` for moving names. */
type Version = readonly [major: number, minor: number | undefined] | 'newest' | 'unknown'

// docs.npmjs.com/trusted-publishers: npm 11.5.1, Node 22.14.0. Node 24 brings npm 11, Node 22 brings npm 10.
const NEW_NODE = 24

/** The changes that give the publishing steps of one job a Node and an npm that can do it. */
export async function nodeFor(publishers: readonly Step[], facts: RepoFacts): Promise<Ready> {
  const [first] = publishers
  if (first === undefined) return { changes: [], assumed: [] }
  const setup = first.job.steps.findLast((step) => step.index < first.index && step.uses?.name === 'actions/setup-node')
  const version = setup === undefined ? 'unknown' : await versionOf(setup, facts)
  if (setup !== undefined && isOld(version)) return bumped(setup, version)
  if (isFresh(version) || updatesNpm(first)) return { changes: [], assumed: [] }
  const assumed = version === 'unknown' ? [`Which Node publishes in job \`${first.job.id}\` is not written in the workflow; it must be 22.14 or newer.`] : []
  if (version === 'unknown' && first.job.steps.every((step) => step.uses === undefined || step.uses.name === 'actions/checkout')) {
    return { trouble: `Job \`${first.job.id}\` publishes with the runner's own Node; add \`actions/setup-node\` with Node ${NEW_NODE}.` }
  }
  const step = { name: 'Use an npm that knows trusted publishing', ...(first.if === undefined ? {} : { if: first.if }), run: 'npm install -g npm@11' }
  return { changes: [{ change: 'insert-step', before: first, step }], assumed }
}

function isOld(version: Version): version is readonly [number, number | undefined] {
  return Array.isArray(version) && (version[0] < 22 || (version[0] === 22 && version[1] !== undefined && version[1] < 14))
}

function isFresh(version: Version): boolean {
  if (version === 'newest') return true
  return Array.isArray(version) && (version[0] > NEW_NODE || (version[0] === NEW_NODE && (version[1] === undefined || version[1] >= 6)))
}

function updatesNpm(before: Step): boolean {
  return before.job.steps.some((step) => step.index <= before.index && step.commands.some(({ words }) => {
    return words[0] === 'npm' && /^(?:i|install|add)$/.test(words[1] ?? '') && words.some((word) => word === '-g' || word === '--global') && words.some((word) => /^npm(?:@(?:latest|next|\^?1[1-9]\b.*|["']?>=?11.*))?$/.test(word) && word !== words[0] || /^npm@/.test(word))
  }))
}

function bumped(setup: Step, version: readonly [number, number | undefined]): Ready {
  const from = version.filter((part) => part !== undefined).join('.')
  const file = setup.with.some(({ name }) => name === 'node-version-file') && !setup.with.some(({ name }) => name === 'node-version')
  return {
    changes: [...(file ? [{ change: 'remove-input', step: setup, name: 'node-version-file' } as const] : []), { change: 'set-input', step: setup, name: 'node-version', value: String(NEW_NODE) }],
    assumed: [`Job \`${setup.job.id}\` moves from Node ${from} to ${NEW_NODE}, since npm's trusted publishing needs 22.14 or newer: see that the package still builds.`],
  }
}

async function versionOf(setup: Step, facts: RepoFacts): Promise<Version> {
  const given = (name: string): string | undefined => setup.with.find((input) => input.name === name)?.value
  const text = given('node-version') ?? given('version')
  if (text !== undefined) return parsed(resolved(text, setup))
  const file = given('node-version-file')
  const content = file === undefined ? undefined : await facts.files?.(file)
  if (content === undefined) return 'unknown'
  return file?.endsWith('.json') ? parsed(/"node"\s*:\s*"([^"]{1,40})"/.exec(content)?.[1] ?? '') : parsed(content.trim().split('\n')[0] ?? '')
}

function resolved(text: string, step: Step): string {
  const name = /^\$\{\{\s*env\.(\w{1,100})\s*\}\}$/.exec(text.trim())?.[1]
  const levels: readonly (readonly Setting[])[] = [step.env, step.job.env, step.job.workflow.env]
  return name === undefined ? text : (levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0] ?? text)
}

const NAMES: Readonly<Record<string, Version>> = { 'lts/*': 'newest', latest: 'newest', current: 'newest', node: 'newest', '*': 'newest', 'lts/krypton': [24, undefined], 'lts/jod': [22, undefined], 'lts/iron': [20, undefined], 'lts/hydrogen': [18, undefined] }

function parsed(text: string): Version {
  const named = NAMES[text.toLowerCase()]
  if (named !== undefined) return named
  const open = /^>=?\s?\d/.test(text)
  const match = /^[v^~>=\s]{0,4}(\d{1,3})(?:\.(\d{1,3}|x|\*))?/.exec(text)
  if (match === null) return 'unknown'
  const minor = Number(match[2])
  if (open) return 'newest'
  return [Number(match[1]), match[2] === undefined || Number.isNaN(minor) || text.startsWith('^') ? undefined : minor]
}
