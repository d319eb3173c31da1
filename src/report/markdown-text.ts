import { visible, visibleUpTo } from './visible.ts'

const LONGEST_CODE = 500
const LONGEST_LINE = 200
const MOST_LINES = 20

/** A text of others as inline code: nothing in it is markup, HTML, a link or a mention. */
export function code(text: string): string {
  const shown = visibleUpTo(LONGEST_CODE, text)
  const fence = '`'.repeat(longestRun(shown) + 1)
  const gap = /^[ `]|[ `]$/.test(shown) || shown === '' ? ' ' : ''
  return `${fence}${gap}${shown}${gap}${fence}`
}

/** A sentence for a paragraph: markup in it is shown as it is written, and a mention calls nobody. */
export function prose(text: string): string {
  return visible(text)
    .replace(/[\\`*_~[\]<>&|#$]/g, String.raw`\$&`)
    .replaceAll('@', '@&#8203;')
    .replaceAll('://', ':&#8203;//')
    .replaceAll(/www\./gi, (www) => `${www.slice(0, 3)}&#8203;.`)
}

/** Lines of others as a code block, as they are; the most that is shown is a screenful. */
export function block(lines: readonly string[]): string {
  const more = lines.length > MOST_LINES ? [`… and ${lines.length - MOST_LINES} more`] : []
  const shown = [...lines.slice(0, MOST_LINES).map((line) => visibleUpTo(LONGEST_LINE, line)), ...more]
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return [`${fence}text`, ...shown, fence].join('\n')
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`{1,5000}/g) ?? []).map((run) => run.length))
}
