/** A copy of plain data without the members that are undefined: `defined<Facts>({ owner, expires })`. */
export function defined<T>(data: { readonly [K in keyof T]: T[K] | undefined }): T {
  const copy: T = JSON.parse(JSON.stringify(data))
  return copy
}
