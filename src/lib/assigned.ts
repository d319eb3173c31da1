/** What a value must stand assigned to so that its shape, which says little by itself, tells whose it is. */
export interface Assignment {
  /**
   * Names in lower case, matched without case and with up to 20 characters behind them. `_` stands for one joint or none
   * (`dd_api_key`: DD_API_KEY, dd-api-key, ddApiKey), `*` for up to 20 characters of a name; a leading `^` wants no letter or
   * digit before the name.
   */
  readonly names: readonly [string, ...string[]]
  /** The source of the value's pattern: bounded, without named groups. It becomes the group `secret`. */
  readonly value: string
}

const TAIL = String.raw`[\w.\-]{0,20}["'\x60\])\\]{0,4}`
const GAP = String.raw`[ \t]{0,20}`
const TYPE = String.raw`(?:[ \t]{0,3}:?[ \t]{1,3}[Ss]tr(?:ing)?)?`
const SIGN = String.raw`(?:[:=]{1,3}>?|:-|\?=|\|\||\?\?|[,(])`
const SCHEME = String.raw`(?:[Bb]earer[ \t]{1,3})?`
const OPENING = String.raw`\\{0,3}["'\x60]?`
const INDENTED = String.raw`(?:\r?\n[ \t]{1,20})?`
// `name: NAME, value: …` of Kubernetes, ECS and XML.
const VALUE_OF = String.raw`[\s,;]{1,40}["']?[Vv]alue["']?${GAP}[:=]${GAP}`

/**
 * A pattern for a value that code, YAML, JSON, XML, a shell or an HTTP header assigns to one of the names. It starts with the
 * name, so that the names' fixed beginnings can be keywords; nothing that could lengthen the value may follow it.
 */
export function assigned({ names, value }: Assignment): RegExp {
  return new RegExp(`${assignment(names)}(?<secret>${value})(?![\\w+/=-])`)
}

/** The source of what stands before the value: the name, the sign, the opening quote. */
export function assignment(names: Assignment['names']): string {
  const name = names.map(nameSource).join('|')
  const joint = `(?:${TYPE}${GAP}${SIGN}${GAP}${INDENTED}${SCHEME}|${VALUE_OF}|[ \\t]{1,4})`
  return `(?:${name})${TAIL}${joint}${OPENING}`
}

function nameSource(name: string): string {
  return name.split('').map((char) => {
    if (char === '^') return '(?<![A-Za-z0-9])'
    if (char === '_') return String.raw`[_.\- ]?`
    if (char === '*') return String.raw`[\w.\- ]{0,20}?`
    return /[a-z]/.test(char) ? `[${char.toUpperCase()}${char}]` : char
  }).join('')
}
