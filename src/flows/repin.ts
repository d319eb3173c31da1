import { PINS } from '../migrate/pins.data.ts'
import type { Proposal } from '../migrate/proposals.ts'
import type { Hosted, Tagged } from '../repo/hosted.ts'

// `uses: owner/name@commit # v1.2.3`, or `@v1` where no commit is shipped.
const LINE = /^(\s{0,80}(?:-\s{1,9})?uses:\s{1,9})([\w.-]{1,100}\/[\w./-]{1,200})@(?:[0-9a-f]{40}[ \t]{1,9}#[ \t]{0,9}v[\w.]{1,30}|v\d{1,4})([ \t]{0,9}\r?)$/

/** Proposals with the newest release, within the same major, of each action that they bring in; as shipped where GitHub does not tell. */
export async function repinned(hosted: Hosted, proposals: readonly Proposal[]): Promise<readonly Proposal[]> {
  const newest = new Map<string, Tagged>()
  for (const action of new Set(proposals.flatMap(({ files }) => files.flatMap(broughtIn)))) {
    const [major] = (PINS[action]?.version ?? '').slice(1).split('.').map(Number)
    const tagged = major === undefined ? undefined : await hosted.newestTag({ action, major })
    if (tagged !== undefined) newest.set(action, tagged)
  }
  return proposals.map((proposal) => ({ ...proposal, files: proposal.files.map((file) => ({ ...file, after: written(file, newest) })) }))
}

type File = Proposal['files'][number]

/** The shipped actions on lines that the edit brings. */
function broughtIn(file: File): readonly string[] {
  return added(file).flatMap((line) => {
    const action = LINE.exec(line)?.[2]
    return action !== undefined && Object.hasOwn(PINS, action) ? [action] : []
  })
}

function added({ before, after }: File): readonly string[] {
  const known = new Set(before.split('\n'))
  return after.split('\n').filter((line) => !known.has(line))
}

/** What stood there before stays as it is, whatever version it names. */
function written(file: File, newest: ReadonlyMap<string, Tagged>): string {
  const known = new Set(file.before.split('\n'))
  return file.after.split('\n').map((line) => {
    const [, head, action = '', tail] = LINE.exec(line) ?? []
    const tagged = known.has(line) ? undefined : newest.get(action)
    return tagged === undefined ? line : `${head}${action}@${tagged.sha} # ${tagged.version}${tail}`
  }).join('\n')
}
