import type { Figure } from './figures.ts'

/** A line for a person. A speed has to reach its goal, whatever else is measured must not go beyond it. */
export function said({ name, goal, unit, median, least, most }: Figure): string {
  const [shown, from, to] = [median, least, most].map((value) => value.toFixed(unit === 'ms' ? 0 : 2))
  const isMet = goal === undefined || (unit === 'GB/s' ? median >= goal : median <= goal)
  const met = goal === undefined ? '' : `  (goal ${goal}: ${isMet ? 'met' : 'NOT met'})`
  return `  ${name.padEnd(56)} ${shown} ${unit} (${from} to ${to})${met}\n`
}
