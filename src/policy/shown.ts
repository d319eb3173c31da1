import { isList, type Json } from '../lib/json.ts'

/** A found value, for a message. Texts that could be a secret in the wrong place are told by their length only. */
export function shown(value: Json): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return quoted(value) ?? `a text of ${Array.from(value).length} characters`
  if (typeof value !== 'object') return `\`${value}\``
  if (!isList(value)) return 'a mapping'
  return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
}

/** A text in backticks where it is words, globs or a date; undefined where it could be anything else. */
export function quoted(text: string): string | undefined {
  if (!/^[ -_a-~]{1,60}$/.test(text)) return undefined
  const runs = text.match(/[A-Za-z\d+=]{8,60}/g) ?? []
  return runs.every(isWord) ? `\`${text}\`` : undefined
}

function isWord(run: string): boolean {
  return /^\d+$/.test(run) || (/^[A-Za-z]+$/.test(run) && run.length < 20)
}
