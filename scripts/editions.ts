// What the code hashes to that decides where a token is found: for src/lib/editions.ts, when it is bundled.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const PROVIDERS = join(root, 'src/providers')
/** What a provider's folder has besides its token kinds. */
const OTHER = /^(?:examples|verify|revoke|sigv4|oidc.*)\.ts$/

export const withEditions: Plugin = {
  name: 'editions',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]lib[\\/]editions\.ts$/ }, () => ({ contents: `export const editions = ${JSON.stringify(editions())}`, loader: 'ts' }))
  },
}

/** By provider; `scan` is what all kinds have in common. */
function editions(): Readonly<Record<string, string>> {
  const ids = readdirSync(PROVIDERS).filter((id) => existsSync(join(PROVIDERS, id, 'index.ts')))
  const common = ['src/scan', 'src/pack', 'assembly'].flatMap((folder) => sources(join(root, folder)))
  return { scan: digest(common), ...Object.fromEntries(ids.map((id) => [id, digest(sources(join(PROVIDERS, id)).filter(isOfTokens))])) }
}

function isOfTokens(file: string): boolean {
  return !OTHER.test(relative(dirname(file), file))
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)).toSorted()
}

/** Of these files and all that they import, but for what an index takes together. */
function digest(files: readonly string[]): string {
  const hash = createHash('sha256')
  const [seen, waiting] = [new Set<string>(), [...files]]
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    if (seen.has(file)) continue
    seen.add(file)
    const text = readFileSync(file, 'utf8')
    hash.update(`${relative(root, file)}\0${text}\0`)
    if (file.endsWith('index.ts') && file.startsWith(PROVIDERS)) continue
    for (const [, target = ''] of text.matchAll(/^(?:import|export) (?!type )[^\n]* from '(\.[^']+\.ts)'/gm)) waiting.push(resolve(dirname(file), target))
  }
  return hash.digest('hex').slice(0, 24)
}
