/** A text as one word of a POSIX shell, quoted where it must be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]{1,1000}$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
