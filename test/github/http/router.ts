import type { Handler, Routes } from './call.ts'

export interface Match {
  readonly operation: string
  readonly path: Readonly<Record<string, string>>
  readonly handle: Handler
}

export interface Router {
  match(method: string, pathname: string): Match | undefined
}

interface Route {
  readonly operation: string
  readonly method: string
  readonly pattern: RegExp
  readonly fixedParts: number
  readonly handle: Handler
}

// Parameters whose value may hold slashes.
const LONG = new Set(['ref', 'branch', 'basehead', 'environment_name'])

/** Finds the handler for a call; where several fit, the one with the most fixed parts. */
export function createRouter(rooms: readonly Routes[]): Router {
  const routes = rooms.flatMap((room) => Object.entries(room).map(routeOf)).toSorted((left, right) => right.fixedParts - left.fixedParts)
  return {
    match(method, pathname) {
      const address = pathname.replace(/\/contents$/, '/contents/') // the root folder, with or without a slash
      for (const { operation, handle, pattern, method: taken } of routes) {
        const found = taken === method ? pattern.exec(address) : null
        if (found !== null) return { operation, handle, path: decodeParts(found.groups ?? {}) }
      }
      return undefined
    },
  }
}

function routeOf([operation, handle]: readonly [string, Handler]): Route {
  const [method = '', template = ''] = operation.split(' ')
  const parts = template.split('/').slice(1)
  const patterns = parts.map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined) return part
    if (name === 'path') return '(?<path>.*?)'
    return LONG.has(name) ? `(?<${name}>.+?)` : `(?<${name}>[^/]+)`
  })
  return {
    operation,
    method,
    handle,
    pattern: new RegExp(`^/${patterns.join('/')}/?$`),
    fixedParts: parts.filter((part) => !part.startsWith('{')).length,
  }
}

function decodeParts(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]))
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
