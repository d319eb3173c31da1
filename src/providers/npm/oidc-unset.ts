import { codeSpan } from '../../lib/code-span.ts'
import type { RepoFacts, Step, Use } from '../../workflow.ts'
import type { Stuck } from './oidc-node.ts'

interface Scene {
  /** All that see the token. */
  readonly steps: readonly Step[]
  readonly facts: RepoFacts
}

/**
 * A configuration of the repository that reads the variable: Yarn refuses to run without it, npm and pnpm only warn.
 * https://yarnpkg.com/configuration/yarnrc ("Environment variables"), https://classic.yarnpkg.com/lang/en/docs/cli/config/
 */
export async function unsetTrouble(uses: readonly Use[], { steps, facts }: Scene): Promise<Stuck | undefined> {
  const names = uses.flatMap(({ flow: { to } }) => (to.kind === 'variable' ? [to.name] : []))
  const runs = steps.some(({ commands }) => commands.some(({ words }) => words[0] === 'yarn' || (words[0] === 'corepack' && words[1] === 'yarn')))
  if (!runs || facts.files === undefined) return undefined
  for (const path of ['.yarnrc.yml', '.npmrc']) {
    const text = (await facts.files(path)) ?? ''
    const read = names.find((name) => text.includes(`\${${name}}`))
    const classic = path === '.yarnrc.yml' || ((await facts.files('yarn.lock')) ?? '').includes('# yarn lockfile v1')
    if (read !== undefined && classic) return { trouble: `${codeSpan(path)} reads ${codeSpan(read)}, and Yarn refuses to run where it is not set: take that line out first.` }
  }
  return undefined
}
