import { codeSpan } from '../../lib/code-span.ts'
import { needsToken } from '../../recipes/login.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Job, Owner, Plan, Step, Use } from '../../workflow.ts'

export const ACTIONS: ReadonlySet<string> = new Set(['codecov/codecov-action', 'codecov/test-results-action'])

/** Each token by itself: gone everywhere in the file, or told why not. */
export function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return secrets.map((secret) => planToken(uses.filter(({ flow }) => flow.secret === secret), around))
}

function planToken(uses: readonly Use[], around: Around): Plan {
  const steps = [...new Set(uses.flatMap(uploadersOf))]
  const trouble = uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'token', act: 'upload' })
    ?? (steps.length === 0 ? NOBODY : undefined)
    ?? steps.map(stepTrouble).find((why) => why !== undefined)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const variables = uses.flatMap(({ flow: { to } }) => (to.kind === 'variable' ? [{ change: 'remove-variable', owner: to.owner, name: to.name } as const] : []))
  return {
    state: 'rewrite',
    uses,
    reason: 'Codecov takes the job\'s OIDC token, which names the repository; the stored token is not read any more. Pull requests of forks upload without any, as before.',
    changes: [...variables, ...steps.flatMap(changesIn), ...[...new Set(steps.map(({ job }) => job))].map(needsToken)],
    grants: [],
    assumed: [],
  }
}

const NOBODY = 'No step is seen that uploads with the token; a bundler\'s plugin takes OIDC too (`oidc: { useGitHubOIDC: true }`).'

/** The steps that upload with the token. */
function uploadersOf({ flow, as }: Use): readonly Step[] {
  const { to } = flow
  if (as === 'upload' && flow.step !== undefined) return [flow.step]
  return to.kind === 'variable' ? scopeOf(to.owner).filter(({ uses }) => ACTIONS.has(uses?.name ?? '')) : []
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function troubleAt({ flow, as }: Use): string | undefined {
  const { to } = flow
  if (as === 'input') return `${codeSpan(flow.step?.uses?.name ?? '')} is given the token; let it call \`codecov/codecov-action\` with \`use_oidc: true\`.`
  if (as === 'command') return COMMAND
  if (to.kind !== 'variable') return undefined
  if (to.owner.level === 'step' && to.owner.run !== undefined && !SHELL_UPLOAD.test(to.owner.run)) return plugin(to.owner)
  const caller = scopeOf(to.owner).find((step) => step.commands.some(({ words, text }) => /^(?:codecov|codecovcli)$/.test(words[0] ?? '') || /codecov\.io\/bash|coveralls|\bcodecov\b/.test(text)))
  return caller === undefined ? undefined : COMMAND
}

const SHELL_UPLOAD = /codecov\.io\/bash|\bcodecov\b/

/** What a step hands to one command it hands on purpose: bundlers' plugins read it unnamed. docs.codecov.com/docs/bundle-analysis */
function plugin({ commands }: Step): string {
  const command = codeSpan(commands[0]?.words.slice(0, 3).join(' ') ?? '')
  return `${command} is given the token, for a bundler's plugin as it seems: that takes OIDC by its own configuration (\`oidc: { useGitHubOIDC: true }\`).`
}

const COMMAND = 'A command uploads with the token; `codecov/codecov-action` with `use_oidc: true` does it without.'

function stepTrouble(step: Step): string | undefined {
  if (step.with.some(({ name, value }) => name === 'url' && !/^https:\/\/codecov\.io\/?$/.test(value))) return 'Reports go to a Codecov of your own; whether it takes OIDC tokens is not known.'
  if (raises(step) && step.job.container !== undefined) return `${codeSpan(step.uses?.name ?? '')} must be raised to a version that knows OIDC, which needs bash, curl and git in the job's container.`
  const odd = raises(step) ? step.with.find(({ name }) => !KNOWN.has(name)) : undefined
  return odd === undefined ? undefined : `${codeSpan(step.uses?.name ?? '')} must be raised to a version that knows OIDC, which does not know the input ${codeSpan(odd.name)}.`
}

function changesIn(step: Step): readonly Change[] {
  const given = new Map(step.with.map(({ name, value }) => [name, value]))
  const renamed = raises(step) ? RENAMED.filter(([from, to]) => given.has(from) && !given.has(to)) : []
  return [
    ...(given.has('token') ? [{ change: 'remove-input', step, name: 'token' } as const] : []),
    { change: 'set-input', step, name: 'use_oidc', value: 'true' },
    ...renamed.flatMap(([from, to]) => [{ change: 'remove-input', step, name: from }, { change: 'set-input', step, name: to, value: given.get(from) ?? '' }] as const),
    ...(raises(step) ? [{ change: 'use-action', step, action: 'codecov/codecov-action' } as const] : []),
  ]
}

const RENAMED = [['file', 'files'], ['plugin', 'plugins']] as const

/** Inputs that version 5 knows, and the two that it has renamed: its action.yml. */
const KNOWN = new Set([
  'token', 'use_oidc', 'file', 'plugin', 'base_sha', 'binary', 'codecov_yml_path', 'commit_parent', 'directory', 'disable_file_fixes', 'disable_safe_directory',
  'disable_search', 'dry_run', 'env_vars', 'exclude', 'fail_ci_if_error', 'files', 'flags', 'force', 'git_service', 'gcov_args', 'gcov_executable', 'gcov_ignore',
  'gcov_include', 'handle_no_reports_found', 'job_code', 'name', 'network_filter', 'network_prefix', 'os', 'override_branch', 'override_build',
  'override_build_url', 'override_commit', 'override_pr', 'plugins', 'report_code', 'report_type', 'root_dir', 'skip_validation', 'slug', 'url', 'verbose',
  'version', 'working-directory',
])

/**
 * `use_oidc` came with 4.2, and from 5 on it steps back for pull requests of forks, which get no OIDC token. A commit without a
 * version may be older than both.
 */
function raises({ uses, job }: Step): boolean {
  if (uses?.name !== 'codecov/codecov-action') return false
  const [major, minor] = uses.version
  if (major === undefined) return /^[0-9a-f]{40}$/.test(uses.ref)
  return major < 4 || (major === 4 && ((minor !== undefined && minor < 2) || seesForks(job)))
}

function seesForks({ workflow }: Job): boolean {
  return workflow.triggers.some(({ event }) => event === 'pull_request' || event === 'workflow_call')
}
