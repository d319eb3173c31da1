import { codeSpan } from '../../lib/code-span.ts'
import { exchangeToken } from '../../recipes/exchange.ts'
import { openedGates } from '../../recipes/gates.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Around, Plan, Step, Use } from '../../workflow.ts'
import { pushes } from './oidc-uses.ts'

/** Each key by itself: exchanged everywhere in the file, or told why not. */
export function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return secrets.map((secret) => planKey(uses.filter(({ flow }) => flow.secret === secret), around))
}

const USER = 'NUGET_USER'
const LOGIN = { name: 'Log in to nuget.org', id: 'nuget', uses: 'NuGet/login', with: { user: `\${{ vars.${USER} }}` } } as const

function planKey(uses: readonly Use[], around: Around): Plan {
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'key', act: 'publish', gates: 'opened' })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const made = exchangeToken({ uses, reads, login: LOGIN, output: 'NUGET_API_KEY' })
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  return {
    state: 'rewrite',
    uses,
    reason: 'nuget.org gives the job an API key for its OIDC token, good for an hour; the stored one is not read any more.',
    changes: [...made.changes, ...openedGates(uses, { around, instead: `vars.${USER}` })],
    grants: [{ identity: `vars.${USER}`, variables: [{ name: USER, holds: 'the nuget.org profile name (not the e-mail address) of whoever owns the policy' }], places: made.places }],
    assumed: [],
  }
}

function reads({ commands }: Step, name: string): boolean {
  return commands.some((command) => pushes(command) && command.text.includes(name))
}

function troubleAt({ flow, as }: Use): string | undefined {
  if (as === 'feed') return 'Which feed the key is for is decided at run time; where it is nuget.org, get the key from `NuGet/login` just before the push.'
  if (as !== 'named') return undefined
  return `What ${flow.step?.uses === undefined ? 'the program' : codeSpan(flow.step.uses.name)} does with the key is not known; where it pushes to nuget.org, get the key from \`NuGet/login\` just before.`
}
