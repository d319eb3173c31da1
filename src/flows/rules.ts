import type { BufferScanner } from '../pack/buffer-scanner.ts'
import type { Provider, TokenKind } from '../provider.ts'
import { compile, type Decoding, type Ruleset } from '../scan/ruleset.ts'

/** Providers that are loaded when they are needed: all that is known of them, or what their tokens look like. */
export interface LateProviders {
  load(): Promise<readonly Provider[]>
  /** Tests have seen that they keep to the contract. */
  kinds(): Promise<readonly TokenKind[]>
  /** Made of the kinds: see pack/rule-table.ts. */
  table(): Promise<string>
}

/** What a scan looks for; all of it is made ready when it is first asked for. */
export interface Rules {
  /** `late`: to scan with the scanner is less work than to make the rules ready. */
  readonly come: 'late' | 'first'
  providers(): Promise<readonly Provider[]>
  ready(): Promise<Ruleset>
  scanner(): Promise<BufferScanner>
}

export interface RulesInput {
  readonly providers: readonly Provider[] | LateProviders
  readonly ruleset?: Ruleset | undefined
  /** On unless told; ready-made rules have their own. */
  readonly decoding?: Decoding | undefined
}

/** The rules of these providers; compiled only where they are not given ready-made. */
export function rulesOf({ providers, ruleset, decoding = ruleset?.decoding }: RulesInput): Rules {
  let made: Promise<Ruleset> | undefined = ruleset && Promise.resolve(ruleset)
  let scanner: Promise<BufferScanner> | undefined
  async function make(): Promise<Ruleset> {
    if ('load' in providers) return compile(await providers.kinds(), { table: await providers.table(), decoding })
    return compile(providers.flatMap(({ tokens }) => tokens), { decoding })
  }
  function ready(): Promise<Ruleset> {
    return (made ??= make())
  }
  async function makeScanner(): Promise<BufferScanner> {
    const { BufferScanner } = await import('../pack/buffer-scanner.ts')
    return BufferScanner.of({ ready, decoding, table: 'load' in providers ? await providers.table() : undefined })
  }
  return {
    come: 'load' in providers ? 'late' : 'first',
    providers: async () => ('load' in providers ? providers.load() : providers),
    ready,
    scanner: () => (scanner ??= makeScanner()),
  }
}
