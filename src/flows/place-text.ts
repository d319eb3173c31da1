/** Where a file version lies, as a sentence names it: on one line, whatever its path holds. */
export function placeText({ path, commit }: { readonly path: string; readonly commit?: string }): string {
  const shown = /^[\w./ @+~#=,-]{1,400}$/.test(path) ? path : JSON.stringify(path)
  return commit === undefined ? shown : `${shown} in commit ${commit.slice(0, 12)}`
}
