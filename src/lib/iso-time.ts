/** A time as ISO 8601 in UTC, from text that Date understands or seconds since 1970; undefined for anything else. */
export function isoTime(time: unknown): string | undefined {
  if (typeof time !== 'string' && typeof time !== 'number') return undefined
  const date = new Date(typeof time === 'number' ? time * 1000 : time)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
