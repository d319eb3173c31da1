import { codeSpan } from '../../lib/code-span.ts'
import { flagPieces, spellings } from '../../recipes/flags.ts'
import type { Change, Command, Flow, Owner, Step, Use } from '../../workflow.ts'
import { byBuilding } from './oidc-built.ts'
import { atAnotherIndex, type Ready, type Stuck } from './oidc-plan.ts'
import { indexOf, MATURIN_ACTION, uploadsOf, type Tool } from './oidc-tools.ts'
import { twineFor } from './oidc-twine.ts'

interface Upload {
  readonly step: Step
  readonly tool: Tool
  readonly command: Command
}

/** A tool that is told its token by a variable or a flag: without both it publishes by OIDC, where it can. */
export function byTool({ flow, as }: Use): readonly (Ready | Stuck)[] {
  const { to } = flow
  const scope = to.kind === 'variable' ? scopeOf(to.owner) : flow.step === undefined ? [] : [flow.step]
  const all = scope.flatMap((step) => uploadsOf(step).map((upload) => ({ ...upload, step })))
  const uploads = all.filter(({ step, tool }) => (as === 'variable' && to.kind === 'variable' ? tool.secrets.test(to.name) : piecesOf(flow, { step, tool }).length > 0))
  if (uploads.length === 0) return [{ trouble: nothing(flow) }]
  const unable = uploads.find(({ tool }) => tool.cannot !== undefined)?.tool
  if (unable !== undefined) return byBuilding({ flow, as }, unable)
  const named = to.kind === 'variable' ? to.mentions.find(({ step, in: place }) => place !== 'command' || !uploads.some((upload) => upload.step === step && piecesOf(flow, upload).length > 0)) : undefined
  if (named !== undefined) return [{ trouble: `${codeSpan(to.kind === 'variable' ? to.name : '')} is also passed on by name, where the token itself may be needed.` }]
  return uploads.map((upload) => withoutToken(flow, upload))
}

/** The first command that may publish; the first of all where none looks so. */
function publisherIn({ commands }: Step): Command | undefined {
  return commands.find(({ words }) => !/^(?:git|echo|printf|cd|ls|mkdir|rm|cp|mv|set|export|test|\[|\[\[|exit|pip3?|fi|else|done|source|\.)$/.test(words[0] ?? '')) ?? commands[0]
}

function nothing({ to }: Flow): string {
  if (to.kind === 'variable' && to.owner.level === 'step' && to.owner.uses?.name === MATURIN_ACTION) {
    return '`maturin publish` may run in a container without the job\'s OIDC token: build with it, and publish with `pypa/gh-action-pypi-publish` or `uv publish`.'
  }
  const program = to.kind === 'variable' && to.owner.level === 'step' ? publisherIn(to.owner)?.text.slice(0, 60) : undefined
  if (program === undefined) return 'No command is seen that publishes with the token; what uses it is not known.'
  return `${codeSpan(program)} publishes with the token in a way that is not seen here: let it build alone, and publish the built files with \`pypa/gh-action-pypi-publish\`.`
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function piecesOf(flow: Flow, { step, tool }: { readonly step: Step; readonly tool: Tool }): readonly string[] {
  const values = flow.to.kind === 'variable' ? spellings(flow.to.name) : [flow.expression]
  return flagPieces(step.run ?? '', { flags: tool.flags.secret, values })
}

function withoutToken(flow: Flow, upload: Upload): Ready | Stuck {
  const { step, tool, command } = upload
  const index = indexOf(step, { tool, command })
  if (typeof index !== 'string') return atAnotherIndex(index.other)
  if (/--trusted-publishing[ =]never/.test(command.text)) return { trouble: '`uv publish` is told never to use trusted publishing.' }
  const instead = tool.name === 'twine' ? twineFor(step, { command, index }) : 'able'
  if (instead !== 'able') return 'trouble' in instead ? instead : { step, index, changes: [...variablesOf(flow, { ...upload, which: 'outer' }), ...instead.changes], assumed: [] }
  const pieces = [...piecesOf(flow, upload), ...usersIn(upload)]
  return {
    step,
    index,
    changes: [...variablesOf(flow, { ...upload, which: 'all' }), ...pieces.map((from) => ({ change: 'replace-text', step, from, to: '' } as const))],
    assumed: tool.name === 'uv' || tool.name === 'twine' ? [] : [`${codeSpan(tool.name)} of the job must be new enough for trusted publishing.`],
  }
}

/** `-u __token__` and whatever else names a user: with a user the tools ask for a password. */
function usersIn({ step, tool, command }: Upload): readonly string[] {
  const values = command.words.flatMap((word, i) => (tool.flags.user.includes(command.words[i - 1] ?? '') ? [word] : tool.flags.user.flatMap((flag) => (word.startsWith(`${flag}=`) ? [word.slice(flag.length + 1)] : []))))
  return values.length === 0 ? [] : flagPieces(step.run ?? '', { flags: tool.flags.user, values })
}

/** The token's variable and the user's beside it; `outer` where the step itself goes. */
function variablesOf(flow: Flow, { step, tool, which }: Upload & { readonly which: 'all' | 'outer' }): readonly Change[] {
  const own = flow.to.kind === 'variable' ? [{ owner: flow.to.owner, name: flow.to.name }] : []
  const levels: readonly Owner[] = [step, step.job, step.job.workflow]
  const users = levels.flatMap((owner) => owner.env.flatMap(({ name }) => (tool.users.includes(name) ? [{ owner, name }] : [])))
  return [...own, ...users].filter(({ owner }) => which === 'all' || owner !== step).map((one) => ({ change: 'remove-variable', ...one } as const))
}
