import { nearest } from '../lib/nearest.ts'
import { matchesOne } from './globs.ts'
import type { Policy } from './policy.ts'
import { shown } from './shown.ts'

/**
 * What a policy names and nobody knows, as sentences: a kind that no token has, a provider that is none. No error, since
 * another version may know it, but such a line has no effect.
 */
export function strays(policy: Policy, kinds: readonly string[]): readonly string[] {
  const providers = new Set(kinds.map(providerOf))
  const ofRules = policy.rules.flatMap(({ name, source, line, when }) =>
    (when.kinds ?? [])
      .filter((kind) => matchesNone([kind], kinds))
      .map((kind) => `${source}:${line}: ${name} has no effect on ${shown(kind)}: no known kind is called so${meant(kind, { kinds, providers })}`))
  const ofRevocation = Object.keys(policy.revocation.providers)
    .filter((id) => !providers.has(id))
    .map((id) => `revocation of ${shown(id)} has no effect: no known provider is called so${near(id, providers)}`)
  return [...ofRules, ...ofRevocation]
}

function matchesNone(patterns: readonly string[], kinds: readonly string[]): boolean {
  return !kinds.some((kind) => matchesOne(patterns, kind))
}

// `githb/*`: the provider is mistyped, so no kind is near.
function meant(kind: string, known: { readonly kinds: readonly string[]; readonly providers: ReadonlySet<string> }): string {
  const provider = providerOf(kind)
  if (known.providers.has(provider)) return near(kind, known.kinds)
  return near(kind, Array.from(known.providers, (id) => `${id}${kind.slice(provider.length)}`))
}

function near(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates)
  return candidate === undefined ? '' : `; did you mean \`${candidate}\`?`
}

function providerOf(kind: string): string {
  return kind.split('/', 1).join('')
}
