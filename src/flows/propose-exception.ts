import type { Finding } from '../finding.ts'
import { fingerprint } from '../lib/fingerprint.ts'
import { addException } from '../policy/add-exception.ts'
import type { AppContext } from './app-context.ts'
import { openProposal } from './open-proposal.ts'
import { POLICY_PATH } from './settings.ts'

const DAYS = 90

/**
 * Opens a pull request that adds an exception to the policy: it counts once somebody has merged it into the default
 * branch, so whoever asked cannot let it pass alone where reviews are required. Returns what to say.
 */
export async function proposeException(context: AppContext, { finding, by }: { finding: Finding; by: string }): Promise<string> {
  const { hosted } = context
  const { defaultBranch } = await hosted.about()
  const branch = branchFor(finding)
  const open = (await hosted.pullsFrom(branch)).find(({ state }) => state === 'open')
  if (open) return `The exception for \`${finding.fingerprint}\` is proposed in #${open.number}.`
  const expires = new Date(context.now().getTime() + DAYS * 86_400_000).toISOString().slice(0, 10)
  const path = finding.nature === 'guessable' ? { path: finding.path } : {}
  const reason = `false positive, says @${by}`
  // The base first: a file that is newer than it merges, one that is older would undo what came between.
  const base = await hosted.tip(defaultBranch)
  const text = addException(await hosted.file(POLICY_PATH), { fingerprint: finding.fingerprint, ...path, reason, owner: `@${by}`, expires })
  if (text === undefined || base === undefined) return `\`${POLICY_PATH}\` could not take the exception by itself: add it by hand.`
  const title = `Allow one finding until ${expires}`
  const edit = { branch, base, message: title, files: [{ path: POLICY_PATH, text }] }
  const opened = await openProposal(hosted, { edit, text: { title, body: letter({ finding, by, expires }), draft: false } })
  if (opened.state === 'refused') return `The exception for \`${finding.fingerprint}\`: ${opened.why}`
  return `The exception for \`${finding.fingerprint}\` is proposed in #${opened.pull.number}; it counts once that is merged.`
}

/** A short fingerprint stands for an exception together with its path alone. */
function branchFor({ fingerprint: print, nature, path }: Finding): string {
  const name = `mayfly/exception-${print.slice(4, 16)}`
  return nature === 'guessable' ? `${name}-${fingerprint(path, 'full').slice(4, 12)}` : name
}

function letter({ finding, by, expires }: { finding: Finding; by: string; expires: string }): string {
  return [
    `@${by} says that this finding is no secret: **${finding.title}**, fingerprint \`${finding.fingerprint}\`.`,
    '',
    `Merging this lets it pass until **${expires}**; after that day it blocks again.`,
    '',
    'Please look at the finding yourself before you approve: whoever let the token in should not be the one who lets it stay.',
    'If it is a real token, close this and revoke it at its provider instead.',
  ].join('\n')
}
