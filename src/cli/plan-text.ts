import { palette, unifiedDiff, type MigrationPlan } from '../index.ts'

type Item = MigrationPlan['items'][number]

const SAYS = {
  rewrite: 'becomes short-lived',
  report: 'could be short-lived, but not by editing this file alone',
  advice: 'has no short-lived form',
} as const

/** The plan as a table, what is rewritten first; reasons stand below what stays. Ends with an empty line where there is any. */
export function toTable({ items, elsewhere }: MigrationPlan, { color }: { readonly color: boolean }): string {
  const paint = palette(color)
  const marks = { rewrite: paint.good, report: paint.warn, advice: paint.faint } as const
  const width = Math.max(0, ...items.map(({ secret }) => secret.length))
  const wide = Math.max(0, ...items.map(({ target }) => target.length))
  const parts = (['rewrite', 'report', 'advice'] as const).flatMap((action) => {
    const own = items.filter((item) => item.action === action)
    const lines = own.map((item) => `  ${item.secret.padEnd(width)}  ${item.target.padEnd(wide)}  ${placeOf(item)}${action === 'rewrite' ? '' : `\n${paint.faint(wrapped(item.reason))}`}`)
    return own.length === 0 ? [] : [`${marks[action](action)} ${SAYS[action]}`, ...lines, '']
  })
  const named = elsewhere.map(({ secret, path, line }) => `  ${secret.padEnd(width)}  ${path}:${line}`)
  return [...parts, ...(named.length === 0 ? [] : ['also named outside the workflows', ...named, ''])].map((line) => `${line}\n`).join('')
}

function placeOf({ path, line }: Item): string {
  return `${path}:${line}`
}

const WIDTH = 110

function wrapped(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.map((line) => `      ${line}`).join('\n')
}

/** All changes as one diff that `git apply` takes, where it is not coloured. */
export function toDiff({ files }: Pick<MigrationPlan, 'files'>, { color }: { readonly color: boolean }): string {
  const paint = palette(color)
  return files.map(unifiedDiff).join('').replaceAll(/^.*$/gm, (line) => {
    if (/^(?:diff |--- |\+\+\+ )/.test(line)) return paint.strong(line)
    if (line.startsWith('@@')) return paint.faint(line)
    if (line.startsWith('+')) return paint.good(line)
    return line.startsWith('-') ? paint.block(line) : line
  })
}
