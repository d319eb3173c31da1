import { types } from 'node:util'

/** The `code` of a system's or a driver's error, '' where there is none. */
export function errorCode(error: unknown): string {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
