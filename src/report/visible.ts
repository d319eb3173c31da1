// Control, format (bidi, zero-width) and private characters, lone surrogates, line and paragraph separators.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu
const SHORT: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` }

/**
 * A text of others (a path, a line of a policy) on one line and in plain sight: no character in it can move the cursor,
 * break the line, hide, or be taken for a command by the log of GitHub Actions.
 */
export function visible(text: string): string {
  const shown = text.replace(INVISIBLE, (character) => SHORT[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`)
  // `::name::` at the start of a line and `##[name]` anywhere are commands there:
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
  return shown.replace(/^(?=\s{0,99}::)/, './').replaceAll('##[', String.raw`#\u{23}[`)
}

/** The same, with the middle left out where it is longer than `most` characters. */
export function visibleUpTo(most: number, text: string): string {
  const shown = Array.from(visible(text.length > most * 8 ? `${text.slice(0, most * 4)}${text.slice(-most * 4)}` : text))
  if (shown.length <= most) return shown.join('')
  const half = Math.floor((most - 1) / 2)
  return `${shown.slice(0, half).join('')}…${shown.slice(-half).join('')}`
}
