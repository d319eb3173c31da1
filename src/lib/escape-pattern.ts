/** A text as a regular expression finds it: RegExp.escape of Node 24, for older ones too. */
export function escapePattern(text: string): string {
  return text.replaceAll(/\W/g, String.raw`\$&`)
}
