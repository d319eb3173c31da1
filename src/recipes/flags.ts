import { escapePattern } from '../lib/escape-pattern.ts'

/** The pieces of a script in which one of these flags is given one of these texts: ` --token "$TOKEN"`, with the space before it. */
export function flagPieces(script: string, { flags, values }: { readonly flags: readonly string[]; readonly values: readonly string[] }): readonly string[] {
  const flag = flags.map(escapePattern).join('|')
  const value = values.map(escapePattern).join('|')
  const piece = new RegExp(`[ \\t]{1,20}(?:${flag})(?:=|[ \\t]{1,20})(?:"(?:${value})"|'(?:${value})'|(?:${value}))(?=\\s|$)`, 'g')
  return [...new Set(Array.from(script.matchAll(piece), ([text]) => text))]
}

/** How a script may write a variable: `$NAME`, `${NAME}`, PowerShell's `$env:NAME`, cmd's `%NAME%`, or an expression. */
export function spellings(name: string): readonly string[] {
  return [`$${name}`, `\${${name}}`, `$env:${name}`, `%${name}%`, `\${{ env.${name} }}`]
}
