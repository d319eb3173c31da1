const HEADER = /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): ?[^\n]{0,200}/gm

/** What stands before `PRIVATE KEY` in the first line: `RSA`, `EC`, `OPENSSH`, `` (PKCS #8) … */
export function labelOf(armor: string): string {
  return /^-----BEGIN ([A-Z0-9 ]{0,26}?) ?PRIVATE KEY/.exec(armor)?.[1] ?? ''
}

/**
 * The bytes between BEGIN and END. Lines may end as in a file or as `\n` in JSON and `.env`, and stand in quotes, be
 * joined with plus signs or indented: of each word, the longest run of base64 counts.
 */
export function armoredBytes(armor: string): Buffer {
  const body = armor.slice(armor.indexOf('-----', 5) + 5, armor.lastIndexOf('-----END'))
  const words = body.replaceAll(/\\{1,3}[nr]/g, '\n').replaceAll(HEADER, '').split(/\s/)
  return Buffer.from(words.map(longestRun).join(''), 'base64')
}

/** Of a word; the plus sign between two strings and the slashes of a comment are none. */
function longestRun(word: string): string {
  const runs = /^[+/]{1,3}$/.test(word) ? [] : word.match(/[A-Za-z0-9+/]{1,16384}={0,2}/g) ?? []
  return runs.reduce<string>((longest, run) => (run.length > longest.length ? run : longest), '')
}
