import type { ErrorCode } from 'yaml'

/**
 * What a code of `yaml` means, in our words: the library's own messages quote the text, which may hold what must not be told.
 * Codes: https://eemeli.org/yaml/#errors
 */
export function troubleOf(code: ErrorCode): string {
  return `this is not YAML as it should be: ${MEANING[code] ?? 'found something unexpected'}`
}

const MEANING: Readonly<Partial<Record<ErrorCode, string>>> = {
  ALIAS_PROPS: 'found an anchor or tag on an alias, expected the alias alone',
  BAD_ALIAS: 'found an alias without its anchor, expected `&name` before `*name`; a text that starts with * needs quotes',
  BAD_DQ_ESCAPE: 'found an unknown escape in double quotes, expected one such as `\\n`; single quotes take a text as it is',
  BAD_INDENT: 'found an indentation that fits nothing above, or a list or mapping left open, expected it as deep as its neighbours and closed',
  BAD_SCALAR_START: 'found a text that starts with a reserved character, expected it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'found a nested mapping on one line, expected quotes around a text that holds a colon',
  DUPLICATE_KEY: 'found the same key a second time, expected it once',
  MISSING_CHAR: 'found a character missing, expected a colon after a key or a closing quote, bracket, brace or comma',
  MULTILINE_IMPLICIT_KEY: 'found a key that goes on over several lines, expected `key: value`',
  MULTIPLE_DOCS: 'found a second document after `---`, expected one',
  NON_STRING_KEY: 'found a key that is not a text, expected a word',
  RESOURCE_EXHAUSTION: 'found more nesting than can be read, expected a policy',
  TAB_AS_INDENT: 'found a tab in the indentation, expected spaces',
  TAG_RESOLVE_FAILED: 'found a tag (`!…`) that means nothing here, expected a plain value',
  UNEXPECTED_TOKEN: 'found something that belongs elsewhere, expected `key: value` or `- item`',
}
