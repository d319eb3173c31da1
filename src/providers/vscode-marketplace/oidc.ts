// A stored personal token of Azure DevOps → an Entra identity that is a member of the publisher:
// code.visualstudio.com/api/working-with-extensions/publishing-extension#secure-automated-publishing-to-visual-studio-marketplace
import { parseJson, textAt } from '../../lib/json.ts'
import { arrives, seemsTo, type Arrival } from '../../recipes/arrival.ts'
import { ENTRA_FAILURES } from '../../recipes/entra-failures.ts'
import { flagPieces, spellings } from '../../recipes/flags.ts'
import { insertLogin, type Inserted, type Trouble } from '../../recipes/login.ts'
import { NO_TOKEN } from '../../recipes/no-token.ts'
import { isSetting } from '../../recipes/setting.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Migration, Plan, RepoFacts, Step, Use } from '../../workflow.ts'
import { retire, trust } from './oidc-trust.ts'

export const entraId: Migration = {
  id: 'vscode-marketplace/entra-id',
  title: 'Publish extensions with an Entra identity instead of a personal token',
  consumes,
  plan,
  trust,
  failures: [...ENTRA_FAILURES, NO_TOKEN],
  retire,
}

const KNOWN: Arrival = {
  inputs: { 'haaleo/publish-vscode-extension': 'pat', 'lannonbr/vsce-action': 'vsce_token' },
  variables: /^VSCE_(?:\w{1,40}_)?(?:PAT|TOKEN)$|^VS(?:CODE)?_MARKETPLACE_(?:\w{1,40}_)?(?:PAT|TOKEN)$/,
  commands: /\bvsce\s+(?:publish|login)\b|@vscode\/vsce/,
  names: 'VSCE VS_MARKETPLACE VSCODE_MARKETPLACE',
}

/** `publish`: a step that publishes with `vsce` and does nothing else with the token. */
function consumes(flow: Flow): Use | undefined {
  const step = stepOf(flow)
  if (step !== undefined && publishIn(step, flow) !== undefined) return { flow, as: 'publish' }
  if (isOpenVsx(flow)) return undefined
  if (arrives(flow, KNOWN)) return { flow, as: 'other' }
  return seemsTo(flow, KNOWN) && !isSetting(flow) ? { flow, as: 'other', sure: 'named' } : undefined
}

/** The action publishes to Open VSX where it is told no other registry: https://github.com/HaaLeo/publish-vscode-extension#registryurl */
function isOpenVsx({ to }: Flow): boolean {
  if (to.kind !== 'input' || to.step.uses?.name !== 'haaleo/publish-vscode-extension') return false
  return /open-vsx/.test(to.step.with.find(({ name }) => name === 'registryUrl')?.value ?? 'open-vsx')
}

function stepOf({ to }: Flow): Step | undefined {
  if (to.kind === 'command') return to.step
  return to.kind === 'variable' && to.owner.level === 'step' && to.owner.uses === undefined ? to.owner : undefined
}

const PUBLISH = /\bvsce publish(?=\s|$)/

/** The pieces of the script that become `--azure-credential`; vsce reads a variable `VSCE_PAT` where no flag is given. */
function publishIn(step: Step, { to, expression }: Flow): readonly string[] | undefined {
  const script = step.run ?? ''
  if (!PUBLISH.test(script)) return undefined
  const values = to.kind === 'variable' ? spellings(to.name) : [expression]
  const pieces = flagPieces(script, { flags: ['-p', '--pat'], values })
  const rest = pieces.reduce((text, piece) => text.replaceAll(piece, ''), script)
  if (values.some((value) => rest.includes(value))) return undefined
  return pieces.length > 0 || (to.kind === 'variable' && to.name === 'VSCE_PAT') ? pieces : undefined
}

async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  return Promise.all([...Map.groupBy(uses, ({ flow }) => flow.secret).values()].map((own) => planToken(own, around)))
}

const OTHER = 'The Marketplace takes an Entra identity: make it a member of the publisher, log in with `azure/login` and OIDC (`allow-no-subscriptions: true`) and publish with '
  + '`vsce publish --azure-credential`. What publishes here is not known to do so; personal tokens for all organizations end on 1 December 2026.'

async function planToken(uses: readonly Use[], around: Around): Promise<Plan> {
  const steps = [...new Set(uses.flatMap(({ flow }) => stepOf(flow) ?? []))]
  const trouble = uses.some(({ as }) => as === 'other') ? OTHER : commonTrouble(uses, { around, thing: 'token', act: 'log in' }) ?? await oldClient(steps, around.facts)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const logins = [...Map.groupBy(steps, ({ job }) => job).values()].map(loginFor)
  const stuck = logins.find((one) => 'trouble' in one)
  if (stuck !== undefined) return { state: 'report', uses, reason: stuck.trouble }
  const made = logins.flatMap((one) => ('trouble' in one ? [] : [one]))
  return {
    state: 'rewrite',
    uses,
    reason: 'vsce publishes as an Entra identity that the job logs in to with GitHub\'s OIDC token; the stored personal token is not read any more.',
    changes: [...uses.flatMap(({ flow }) => published(flow)), ...made.flatMap(({ changes }) => changes)],
    grants: [{
      identity: 'vars.AZURE_CLIENT_ID',
      variables: [{ name: 'AZURE_CLIENT_ID', holds: 'the client id of the identity' }, { name: 'AZURE_TENANT_ID', holds: 'the tenant id of the directory' }],
      places: made.map(({ place }) => place),
    }],
    assumed: [],
  }
}

function loginFor(needing: readonly Step[]): Inserted | Trouble {
  const other = needing[0]?.job.steps.some(({ uses }) => uses?.name === 'azure/login')
  if (other === true) return { trouble: 'The job logs in to Azure already; make that identity a member of the publisher, or publish in a job of its own.' }
  const inputs = { 'client-id': '${{ vars.AZURE_CLIENT_ID }}', 'tenant-id': '${{ vars.AZURE_TENANT_ID }}', 'allow-no-subscriptions': 'true' }
  return insertLogin({ needing: needing.toSorted((a, b) => a.index - b.index), step: { name: 'Log in to Azure', uses: 'azure/login', with: inputs } })
}

function published(flow: Flow): readonly Change[] {
  const step = stepOf(flow)
  if (step === undefined) return []
  const pieces = publishIn(step, flow) ?? []
  const { to } = flow
  const flags = pieces.length > 0
    ? pieces.map((from) => ({ change: 'replace-text', step, from, to: ' --azure-credential' } as const))
    : [{ change: 'replace-text', step, from: 'vsce publish', to: 'vsce publish --azure-credential' } as const]
  return to.kind === 'variable' ? [...flags, { change: 'remove-variable', owner: to.owner, name: to.name }] : flags
}

/** `npx vsce` without an installed one is the old package of that name, which knows no such flag. */
async function oldClient(steps: readonly Step[], facts: RepoFacts): Promise<string | undefined> {
  const manifest = parseJson((await facts.files?.('package.json')) ?? '')
  const range = ['devDependencies', 'dependencies'].flatMap((list) => textAt(manifest, list, '@vscode/vsce') ?? [])[0]
  if (range !== undefined) return Number(/\d{1,4}/.exec(range)?.[0] ?? 9) < 3 ? 'The `@vscode/vsce` of package.json may not know `--azure-credential`; raise it to 3 or newer first.' : undefined
  const unnamed = steps.find(({ run, job }) => !/@vscode\/vsce/.test([run ?? '', ...job.steps.map((step) => step.run ?? '')].join('\n')))
  return unnamed === undefined ? undefined : 'Which `vsce` runs does not stand here: install `@vscode/vsce` 3 or newer (the package `vsce` is the old one), then `--azure-credential` works.'
}
