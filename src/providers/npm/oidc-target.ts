import { codeSpan } from '../../lib/code-span.ts'
import { at, parseJson, textAt } from '../../lib/json.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import type { RepoFacts, Step } from '../../workflow.ts'

/** Where the repository's files send a package that is not for npm's own registry. */
export interface Elsewhere {
  readonly state: 'report' | 'advice'
  readonly reason: string
}

/** `publishConfig` and .npmrc decide where npm publishes: docs.npmjs.com/cli/configuring-npm/package-json#publishconfig */
export async function elsewhereOf(step: Step, facts: RepoFacts): Promise<Elsewhere | undefined> {
  if (facts.files === undefined || /--registry\b/.test(step.run ?? '')) return undefined
  const path = (step.directory ?? '').replace(/^\.\/|\/$/g, '')
  const folder = path === '' ? '' : `${path}/`
  const manifest = parseJson((await facts.files(`${folder}package.json`)) ?? '')
  const scope = /^(@[\w.-]{1,100})\//.exec(textAt(manifest, 'name') ?? '')?.[1]
  const npmrc = [await facts.files(`${folder}.npmrc`), folder === '' ? '' : await facts.files('.npmrc')].map((text) => text ?? '').join('\n')
  const named = [`${scope ?? ''}:registry`, 'registry']
  const published = named.map((key) => textAt(manifest, 'publishConfig', key)).find((url) => url !== undefined)
  const url = at(manifest, 'private') === true ? undefined : (published ?? named.map((key) => settingIn(npmrc, key)).find((one) => one !== undefined))
  const host = /^(?:https?:)?\/\/([^/:\s]{1,200})/.exec(url ?? '')?.[1]
  if (host === undefined || host === NPM_HOST || host.includes('$')) return undefined
  if (host === 'npm.pkg.github.com') return { state: 'report', reason: GITHUB }
  return { state: 'advice', reason: `The package goes to ${codeSpan(host)}, as the repository's files say: npm's trusted publishing does not reach it. Use a token that can publish the one package, with an expiry date, or what that registry offers for OIDC.` }
}

const GITHUB = 'The package goes to GitHub\'s npm registry, as the repository\'s files say: that takes the job\'s own token (`secrets.GITHUB_TOKEN`) with `packages: write`.'

function settingIn(npmrc: string, key: string): string | undefined {
  return npmrc.split('\n').map((line) => line.trim()).find((line) => line.startsWith(`${key}=`) || line.startsWith(`${key} =`))?.split('=').slice(1).join('=').trim()
}
