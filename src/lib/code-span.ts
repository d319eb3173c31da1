// Control, format (bidi, zero-width) characters, lone surrogates, line and paragraph separators.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A text of others as Markdown code: on one line, and no character in it ends the code. */
export function codeSpan(text: string): string {
  const line = text.replace(UNSEEN, ' ')
  const longest = Math.max(0, ...Array.from(line.matchAll(/`{1,999}/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 || line.trim() === '' ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}
