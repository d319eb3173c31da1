import type { LateProviders } from './flows/rules.ts'

/** Every provider that Mayfly knows, loaded as far as it is needed: most scans find nothing that only a provider could tell. */
export const shipped: LateProviders = {
  load: async () => (await import('./providers/index.ts')).providers,
  kinds: async () => (await import('./providers/kinds.generated.ts')).kinds,
  table: async () => (await import('./providers/table.generated.ts')).TABLE,
}
