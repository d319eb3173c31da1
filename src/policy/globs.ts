import { Minimatch } from 'minimatch'

const compiled = new WeakMap<readonly string[], readonly Minimatch[]>()

/** Whether one of these patterns matches the text. A list is compiled once. */
export function matchesOne(patterns: readonly string[], text: string): boolean {
  let globs = compiled.get(patterns)
  if (globs === undefined) {
    globs = patterns.map(compile)
    compiled.set(patterns, globs)
  }
  return globs.some((glob) => glob.match(text))
}

// `!` and `#` are refused by the schema; a leading one here would turn a pattern into its opposite or into a comment.
// Extglobs are off: `+(a|b)` is also how some frameworks name folders.
function compile(pattern: string): Minimatch {
  return new Minimatch(pattern, { dot: true, nonegate: true, nocomment: true, noext: true, platform: 'linux' })
}
