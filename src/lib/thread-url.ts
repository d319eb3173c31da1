/**
 * Where the code of a thread lies, by its name from the top of the source (`ledger/pglite-thread`): the source file when
 * this runs from source, and when bundled the file of that name beside the bundle's chunks.
 */
export function threadUrl(name: string): URL {
  return import.meta.url.endsWith('.ts') ? new URL(`../${name}.ts`, import.meta.url) : new URL(`./${name}.js`, import.meta.url)
}
