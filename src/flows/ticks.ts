// The boxes of a letter: Mayfly ticks what it can see, a person ticks the rest.
const BOX = /^(\s{0,9}- )\[([ xX])\] (.{0,2000})$/

/** The letter with the boxes ticked that a person ticked in the text as it stands. */
export function withTicks(letter: string, standing: string): string {
  const ticked = new Set(standing.split(/\r?\n/).flatMap((line) => {
    const [, , mark, rest] = BOX.exec(line) ?? []
    return mark !== undefined && mark !== ' ' && rest !== undefined ? [rest.trimEnd()] : []
  }))
  return letter.split('\n').map((line) => {
    const [, bullet, mark, rest] = BOX.exec(line) ?? []
    return mark === ' ' && rest !== undefined && ticked.has(rest.trimEnd()) ? `${bullet}[x] ${rest}` : line
  }).join('\n')
}

/** The boxes that nobody has ticked. */
export function openBoxes(letter: string): readonly string[] {
  return letter.split(/\r?\n/).flatMap((line) => {
    const [, , mark, rest] = BOX.exec(line) ?? []
    return mark === ' ' && rest !== undefined ? [rest] : []
  })
}
