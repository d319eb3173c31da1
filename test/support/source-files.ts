import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  /** What it imports, relative to the repository for own files, as written for packages. */
  readonly imports: readonly Import[]
}

export interface Import {
  readonly target: string
  readonly kind: 'static' | 'dynamic'
}

/** The TypeScript files below the given folders and files of the repository. */
export function sourceFiles(...places: readonly string[]): readonly SourceFile[] {
  return places.flatMap((place) => list(place)).map((path) => {
    const text = readFileSync(root + path, 'utf8')
    return { path, text, imports: importsOf(path, text) }
  })
}

function list(place: string): readonly string[] {
  if (place.endsWith('.ts')) return [place]
  return readdirSync(root + place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .filter((path) => !path.includes('/dist/'))
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|import\(\s*'([^']+)'/g

function importsOf(path: string, text: string): readonly Import[] {
  return [...text.matchAll(IMPORT)].map((match) => ({
    target: resolve(path, match[1] ?? match[2] ?? match[3] ?? ''),
    kind: match[3] === undefined ? 'static' : 'dynamic',
  }))
}

function resolve(path: string, target: string): string {
  if (!target.startsWith('.')) return target
  return new URL(target, `file:///${path}`).pathname.slice(1)
}
