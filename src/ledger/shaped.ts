// What may stand in the ledger's columns for text: shapes that a token, a password or a sentence of a payload does not have.
const SHAPES = {
  /** A word or a few, of our own. */
  word: /^[a-z][a-z :._-]{0,79}$/,
  login: /^[\w-]{1,39}(\[bot\])?$/,
  /** owner/name */
  repository: /^[\w.-]{1,39}\/[\w.-]{1,100}$/,
  /** Names as GitHub takes them for secrets, with commas between. */
  secrets: /^(?:[A-Z_][A-Z0-9_]{0,254}(?:,(?!$)|$)){0,200}$/,
  sha: /^([0-9a-f]{40}|[0-9a-f]{64})$/,
  guid: /^[0-9A-Za-z-]{1,64}$/,
  ref: /^refs\/[^\s~^:?*[\\]{1,1000}$/,
  /** A word, a colon and ids; the fingerprint of a token only as the ledger's key for it. */
  act: /^[a-z-]{1,20}:(?!.{0,200}mf1_)[\w:.-]{1,200}$/,
} as const

export type Shape = keyof typeof SHAPES

/** The text as it is, or a TypeError that does not repeat it. Null stays null. */
export function shaped<Text extends string | null | undefined>(shape: Shape, text: Text): Text {
  if (typeof text === 'string' && !SHAPES[shape].test(text)) throw new TypeError(`not of the shape that the ledger keeps for a ${shape}`)
  return text
}

export function isShaped(shape: Shape, text: string): boolean {
  return SHAPES[shape].test(text)
}
