export type IdOf = keyof typeof FIRST

// Where github.com's counters stand by order of magnitude: ids of runs and comments no longer fit 32 bits.
const FIRST = {
  user: 61_240_118,
  app: 1_482_903,
  installation: 58_201_440,
  repository: 845_120_377,
  pull: 2_310_448_201,
  comment: 3_104_882_016,
  checkRun: 48_120_557_301,
  checkSuite: 41_377_902_115,
  hook: 502_118_340,
  delivery: 184_220_931_057,
  environment: 4_820_113_774,
  label: 7_120_448_903,
  workflowRun: 19_402_118_554,
  workflowJob: 55_203_881_019,
} as const

export interface Ids {
  /** The same numbers in every run. */
  next(of: IdOf): number
}

export function createIds(): Ids {
  const given = new Map<IdOf, number>()
  return {
    next(of) {
      const id = (given.get(of) ?? FIRST[of]) + 7
      given.set(of, id)
      return id
    },
  }
}

/** A global node id as GraphQL takes it: a type's letters and the numeric id. */
export function nodeId(letters: string, id: number | string): string {
  return `${letters}_kwDO${Buffer.from(String(id)).toString('base64url')}`
}
