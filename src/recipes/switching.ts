// An action that takes a stored secret, and in its place GitHub's OIDC token with ids that are no secrets.
import { codeSpan } from '../lib/code-span.ts'
import type { Around, Change, Flow, Migration, Plan, Step, Use } from '../workflow.ts'
import { arrives, seemsTo, type Arrival } from './arrival.ts'
import { needsToken, placeOf } from './login.ts'
import { baseName } from './names.ts'
import { NO_TOKEN } from './no-token.ts'
import { isSetting } from './setting.ts'
import type { Told } from './told.ts'
import { commonTrouble, placeNamed } from './trouble.ts'

/** One action and how it changes. */
export interface Site {
  /** As it is written: `owner/name`. */
  readonly action: string
  /** The first version that takes GitHub's OIDC token; an older one is raised to the one that Mayfly pins. */
  readonly since: readonly number[]
  /** The first version whose other inputs are the same; older ones are left to a person. */
  readonly like?: readonly number[]
  /** The inputs and variables of the step that hold the secret, in lower case, with spaces between. */
  readonly secrets: string
  /** What goes with them, written the same. */
  readonly drop?: string
  readonly set: readonly Setting[]
  /** Why this step cannot be changed, if so. */
  readonly trouble?: (step: Step) => string | undefined
}

/** An input with a value, or with a variable that is named after the secret: `TS_AUTHKEY` → `TS` + `_AUDIENCE`. */
export type Setting = (
  | { readonly input: string; readonly value: string }
  | { readonly input: string; readonly variable: string; readonly holds: string }
) & {
  /** `missing`: what is given already is right. */
  readonly where?: 'missing'
}

/** Without `trust` the provider knows the repository already, and nothing is to be set up. */
export interface Switching extends Pick<Migration, 'id' | 'title' | 'retire' | 'trust' | 'failures'> {
  /** What the secret is, for a sentence: `key`. */
  readonly thing: string
  /** Whole sentence: why the stored secret is not needed any more. */
  readonly reason: string
  readonly sites: readonly Site[]
  /** For names of variables: words that only say that it is a secret, with spaces between. */
  readonly words: string
  readonly fallback: string
  readonly assumed: readonly string[]
  /** The same credential elsewhere, where no edit replaces it. */
  readonly told: readonly Told[]
}

/** A migration that changes the inputs of actions. */
export function switching(known: Switching): Migration {
  const { id, title, trust, retire, failures = [NO_TOKEN] } = known
  return { id, title, retire, failures, ...(trust === undefined ? {} : { trust }), consumes: (flow) => useOf(flow, known), plan: (uses, around) => plansOf(uses, { known, around }) }
}

const SITE = 'site'

function useOf(flow: Flow, { sites, told }: Switching): Use | undefined {
  if (sites.some((site) => arrives(flow, arrivalOf(site)) && isIts(flow, site))) return { flow, as: SITE }
  const known = flow.to.kind === 'command' && isSetting(flow) ? -1 : told.findIndex((one) => arrives(flow, one))
  if (known >= 0) return { flow, as: String(known) }
  const named = isSetting(flow) ? -1 : told.findIndex((one) => seemsTo(flow, one))
  return named < 0 ? undefined : { flow, as: String(named), sure: 'named' }
}

function arrivalOf({ action, secrets }: Site): Arrival {
  return { inputs: { [action.toLowerCase()]: secrets } }
}

function isIts({ to }: Flow, { action }: Site): boolean {
  const step = to.kind === 'input' ? to.step : to.kind === 'variable' && to.owner.level === 'step' ? to.owner : undefined
  return step?.uses?.name === action.toLowerCase()
}

interface Scene {
  readonly known: Switching
  readonly around: Around
}

function plansOf(uses: readonly Use[], scene: Scene): readonly Plan[] {
  const sites = Map.groupBy(uses.filter(({ as }) => as === SITE), ({ flow }) => flow.step)
  const told = scene.known.told.flatMap(({ action, say }, i): readonly Plan[] => {
    const own = uses.filter(({ as }) => as === String(i))
    return own.length === 0 ? [] : [{ state: action, uses: own, reason: say }]
  })
  const others = uses.filter(({ as }) => as !== SITE)
  return [...told, ...[...sites].map(([step, own]) => (step === undefined ? report(own, UNCLEAR) : planSite(step, { ...scene, uses: own, others })))]
}

const UNCLEAR = 'Where it goes is not understood.'

interface Planning extends Scene {
  readonly uses: readonly Use[]
  /** Where the same kind of secret goes that no edit replaces. */
  readonly others: readonly Use[]
}

function report(uses: readonly Use[], reason: string): Plan {
  return { state: 'report', uses, reason }
}

function planSite(step: Step, { known, around, uses, others }: Planning): Plan {
  const site = known.sites.find(({ action }) => action.toLowerCase() === step.uses?.name)
  if (site === undefined) return report(uses, UNCLEAR)
  const trouble = commonTrouble(uses, { around, thing: known.thing, act: 'log in' })
    ?? staying(uses, { others, known }) ?? versionTrouble(step, site) ?? site.trouble?.(step)
  if (trouble !== undefined) return report(uses, trouble)
  const wanted = site.set.filter(({ input, where }) => where !== 'missing' || step.with.every(({ name }) => name !== input))
  const settings = wanted.map((one) => settingFor(one, { known, uses }))
  const variables = settings.flatMap(({ variable }) => (variable === undefined ? [] : [variable]))
  const identity = variables[0] === undefined ? known.id : `vars.${variables[0].name}`
  return {
    state: 'rewrite',
    uses,
    reason: known.reason,
    changes: [...removals(step, site), ...settings.flatMap(({ input, value }) => set({ step, input, value })), ...raised(step, site), needsToken(step.job)],
    grants: known.trust === undefined ? [] : [{ identity, variables, places: [placeOf(step.job, step.if)] }],
    assumed: known.assumed,
  }
}

function staying(uses: readonly Use[], { others, known }: Pick<Planning, 'others' | 'known'>): string | undefined {
  const left = others.find(({ flow }) => uses.some((use) => use.flow.secret === flow.secret))?.flow
  return left === undefined ? undefined : `${codeSpan(left.secret)} also goes to ${placeNamed(left.to)} (line ${left.line}), which needs the stored ${known.thing}.`
}

function versionTrouble({ uses }: Step, { action, like = [] }: Site): string | undefined {
  return age(uses?.version ?? [], like) === 'older' ? `${codeSpan(`${action}@${uses?.ref ?? ''}`)} is so old that its other inputs changed since; raise it to a version with OIDC first.` : undefined
}

/** A floating tag such as `v4` is the newest of its kind; of a commit without a version nothing is known, and it is left as it is. */
function age(version: readonly number[], since: readonly number[]): 'older' | 'fit' {
  const differing = since.findIndex((part, i) => version[i] !== undefined && version[i] !== part)
  return differing >= 0 && (version[differing] ?? 0) < (since[differing] ?? 0) ? 'older' : 'fit'
}

function raised(step: Step, { action, since }: Site): readonly Change[] {
  return age(step.uses?.version ?? [], since) === 'older' ? [{ change: 'use-action', step, action }] : []
}

function removals(step: Step, { secrets, drop = '', set: fresh }: Site): readonly Change[] {
  const kept = new Set(fresh.map(({ input }) => input))
  const gone = [...secrets.split(' '), ...drop.split(' ')].filter((name) => !kept.has(name))
  return [
    ...step.with.filter(({ name }) => gone.includes(name.toLowerCase())).map(({ name }) => ({ change: 'remove-input', step, name } as const)),
    ...step.env.filter(({ name }) => gone.includes(name.toLowerCase())).map(({ name }) => ({ change: 'remove-variable', owner: step, name } as const)),
  ]
}

interface Value {
  readonly step: Step
  readonly input: string
  readonly value: string
}

/** What stands there already stays as it is. */
function set({ step, input, value }: Value): readonly Change[] {
  return step.with.some((one) => one.name === input && one.value === value) ? [] : [{ change: 'set-input', step, name: input, value }]
}

interface Made {
  readonly input: string
  readonly value: string
  readonly variable?: { readonly name: string; readonly holds: string }
}

function settingFor(setting: Setting, { known, uses }: { readonly known: Switching; readonly uses: readonly Use[] }): Made {
  if ('value' in setting) return setting
  const { input, variable, holds } = setting
  const secret = uses[0]?.flow.secret ?? ''
  const base = baseName(secret, { others: [], drop: new Set(known.words.split(' ')), fallback: known.fallback })
  const name = `${base}_${variable}`
  return { input, value: `\${{ vars.${name} }}`, variable: { name, holds } }
}
