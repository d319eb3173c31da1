/** What may be told of a database's error: never its message, detail or parameters, which quote values. Can be cloned. */
export interface Trouble {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  readonly code: string
  readonly table: string
  readonly constraint: string
}

// pg-boss tells two harmless races by these very words.
const MEANS: Readonly<Record<string, string>> = {
  '08006': 'no connection',
  '22012': 'division by zero',
  '22P02': 'a value of the wrong form',
  '23502': 'a missing value',
  '23505': 'a value that is there already',
  '23514': 'a value that the table refuses',
  '25P02': 'an earlier statement of the transaction failed',
  '25P03': 'the transaction was idle too long and was rolled back',
  '42501': 'the role lacks a right',
  '42710': 'already exists',
  '42723': 'already exists',
  '42P01': 'no such table',
  '42P06': 'already exists',
  '42P07': 'already exists',
}

/** A statement failed. Its `code` is the SQLSTATE; nothing in it comes from a row or a parameter. */
export class StoreError extends Error {
  readonly code: string
  readonly table: string
  readonly constraint: string

  constructor({ code, table, constraint }: Trouble) {
    const place = [table && ` on ${table}`, constraint && ` (${constraint})`].join('')
    super(`The store refused a statement${place}: ${MEANS[code] ?? 'see its SQLSTATE'} [${code}]`)
    this.name = 'StoreError'
    this.code = code
    this.table = table
    this.constraint = constraint
  }
}

/** Reduces whatever a driver threw to what may be told. */
export function troubleOf(error: unknown): Trouble {
  return { code: sqlState(text(error, 'code')), table: text(error, 'table'), constraint: text(error, 'constraint') }
}

function sqlState(code: string): string {
  if (/^[0-9A-Z]{5}$/.test(code)) return code
  return /^E[A-Z]+$/.test(code) ? '08006' : 'XX000'
}

function text(error: unknown, name: string): string {
  if (typeof error !== 'object' || error === null) return ''
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : ''
}
