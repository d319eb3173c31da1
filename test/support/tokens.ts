import { Mint } from '../../src/lib/mint.ts'
import type { Examples } from '../../src/provider.ts'
import { examples as github } from '../../src/providers/github/examples.ts'
import { examples as slack } from '../../src/providers/slack/examples.ts'
import { examples as stripe } from '../../src/providers/stripe/examples.ts'

const known: readonly Examples[] = [github, slack, stripe]

/** A token of a kind, minted anew for each seed. */
export function tokenOf(kind: string, seed: string | number): string {
  const example = known.flatMap(({ found }) => found).find((example) => example.kind === kind)
  if (example === undefined) throw new Error(`no example of ${kind}`)
  return example.make(new Mint(`${kind}:${seed}`)).secret
}
