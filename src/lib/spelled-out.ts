interface Named {
  readonly name: string
  readonly value: string
}

/** `$NAME`, `${NAME}`, `$env:NAME` and `${{ env.NAME }}`. */
const VARIABLE = /\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\}|\$\{(\w{1,100})\}|\$(?:env:)?(\w{1,100})/g

/** A text with its variables replaced where the innermost level that sets one gives it a plain text; the others stay as written. */
export function spelledOut(text: string, levels: readonly (readonly Named[])[]): string {
  if (!text.includes('$')) return text
  return text.replaceAll(VARIABLE, (written: string, ...groups: readonly unknown[]) => {
    const name = groups.slice(0, 3).find((group) => typeof group === 'string')
    const value = levels.flatMap((level) => level.find((one) => one.name === name)?.value ?? [])[0]
    return value === undefined || value === '' || value.includes('$') ? written : value
  })
}
