import type { Command, Step, Workflow } from '../workflow.ts'

/** `git push`, which uses the token that the checkout left behind. */
export function isPush({ words }: Command): boolean {
  return words[0] === 'git' && words.includes('push')
}

const MANAGER = /^(?:npm|pnpm|yarn|bun)$/
const RELEASES = /^(?:[\w-]{1,40}:)?(?:ci[:-])?(?:release|semantic-release|version|bump)(?:$|[:-])/

/** A script that is called after releasing may push a commit or a tag, where the workflow does not run for one already. */
export function mayRelease({ words }: Command, { job }: Pick<Step, 'job'>): boolean {
  const args = /^(?:npx|pnpx|bunx)$/.test(words[0] ?? '') ? words.slice(1) : words
  const [program = '', ...rest] = args.filter((word) => !word.startsWith('-'))
  if (/^(?:semantic-release|multi-semantic-release|release-it|np|auto|cargo-release)$/.test(program.split('@')[0] ?? '')) return true
  if (program === 'lerna') return /^(?:publish|version)$/.test(rest[0] ?? '') && rest[1]?.startsWith('from-') !== true
  if (program === 'cargo') return rest[0] === 'release'
  return !isOnTag(job.workflow) && MANAGER.test(program) && rest.some((word) => RELEASES.test(word)) && !/^(?:version|publish)$/.test(rest[0] ?? '')
}

function isOnTag({ triggers }: Workflow): boolean {
  return triggers.every(({ event, tags, branches }) => event === 'release' || (event === 'push' && tags.length > 0 && branches.length === 0))
}
