import type { Command } from '../workflow.ts'

const MOST_COMMANDS = 2000

/** The simple commands of a shell script, in order. Words lose their quotes; here-documents and comments are left out. */
export function commandsOf(script: string): readonly Command[] {
  const commands: Command[] = []
  for (const line of logicalLines(script)) {
    for (const text of splitLine(line)) {
      const words = wordsOf(text)
      if (words.length > 0 && commands.length < MOST_COMMANDS) commands.push({ words, text: text.trim() })
    }
  }
  return commands
}

/** Lines with their continuations joined; the bodies of here-documents go with the command that reads them. */
function logicalLines(script: string): readonly string[] {
  const lines = script.replaceAll(/[\\`^][ \t]{0,9}\r?\n/g, ' ').split(/\r?\n/)
  const kept: string[] = []
  let until: string | undefined
  let next = 0
  for (const [i, first] of lines.entries()) {
    if (i < next) continue
    const line = until === undefined ? quotedFrom(lines, i) : first
    next = i + line.split('\n').length
    if (until !== undefined) {
      if (line.trim() === until) until = undefined
    } else {
      kept.push(line)
      until = /<<-?\s{0,9}["']?([A-Za-z_]\w{0,63})["']?/.exec(line)?.[1]
    }
  }
  return kept
}

const MOST_QUOTED = 60

/** A line with those behind it that a quote of it goes on in; the line alone where that quote never ends. */
function quotedFrom(lines: readonly string[], from: number): string {
  const line = lines[from] ?? ''
  if (!isOpen(line)) return line
  for (let to = from + 2; to <= Math.min(lines.length, from + MOST_QUOTED); to++) {
    if (!/['"]/.test(lines[to - 1] ?? '')) continue
    const joined = lines.slice(from, to).join('\n')
    if (!isOpen(joined)) return joined
  }
  return line
}

/** Whether a quote stands in a text that nothing ends; comments have none. */
function isOpen(text: string): boolean {
  if (text.length > 4000 || !/['"]/.test(text) || /<<-?\s{0,9}["']?[A-Za-z_]/.test(text)) return false
  const bare = text.replaceAll(CLOSED, '').replaceAll(/(?:^|\s)#.*$/gm, '').replaceAll(/\\./g, '')
  return /['"]/.test(bare)
}

const QUOTED = `'[^']{0,2000}'|"(?:[^"\\\\]|\\\\.){0,2000}"|\\$\\{\\{(?:[^}$]|\\$(?!\\{\\{)|\\}(?!\\})){0,2000}\\}\\}`
const CLOSED = new RegExp(QUOTED, 'g')
const SEPARATOR = new RegExp(`${QUOTED}|&&|\\|\\|?|;|\\$\\(|\\)|\`|(?:^|\\s)#.*$`, 'g')

function splitLine(line: string): readonly string[] {
  const parts: string[] = []
  /** The commands that wait for what `$(…)` gives them, and the one that goes on behind it. */
  const waiting: number[] = []
  let goesOn: number | undefined
  let from = 0
  const ends = [...Array.from(line.matchAll(SEPARATOR)).filter(([text]) => !/^['"]|^\$\{\{/.test(text)).map((match) => ({ at: match.index, by: match[0] })), { at: line.length, by: '' }]
  for (const { at, by } of ends) {
    const part = line.slice(from, at)
    const place: number = goesOn ?? parts.length
    parts[place] = goesOn === undefined ? part : `${parts[place] ?? ''}$_${part}`
    if (by === '$(') waiting.push(place)
    goesOn = by === ')' ? waiting.pop() : undefined
    from = at + by.length
  }
  return parts
}

const WORD = new RegExp(`(?:${QUOTED}|\\\\.|[^\\s'"\\\\]){1,5000}`, 'g')
const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'do', 'while', 'until', '!', '{', 'time', 'sudo', 'exec', 'command', 'env'])
const ASSIGNMENT = /^[A-Za-z_]\w*=/

/** The words without leading shell keywords and assignments. */
function wordsOf(text: string): readonly string[] {
  const words = Array.from(text.replace(/^[\s(]{1,50}/, '').matchAll(WORD), (match) => match[0].replaceAll(/^['"]|['"]$/g, ''))
  const first = words.findIndex((word) => !KEYWORDS.has(word) && !ASSIGNMENT.test(word))
  return first < 0 ? [] : words.slice(first)
}
