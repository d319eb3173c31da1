interface Given {
  /** All secrets of the same kind, so that two of them never meet in one variable. */
  readonly others: readonly string[]
  /** Words that only say that it is a secret, and of which kind. */
  readonly drop: ReadonlySet<string>
  /** For a name that is made of such words alone. */
  readonly fallback: string
}

/** What the variables that replace a secret are called after: `PROD_GCP_SA_KEY` → `PROD_GCP`. */
export function baseName(secret: string, given: Given): string {
  const base = stripped(secret, given)
  const shared = given.others.some((other) => other !== secret && stripped(other, given) === base)
  return shared ? secret : base
}

function stripped(secret: string, { drop, fallback }: Given): string {
  const words = secret.split('_').filter((word) => word !== '')
  while (words.length > 0 && drop.has(words.at(-1) ?? '')) words.pop()
  const base = words.join('_')
  // GitHub refuses names that begin with a digit or with GITHUB_.
  return base === '' || /^\d|^GITHUB(?:_|$)/.test(base) ? [fallback, base].filter((part) => part !== '').join('_') : base
}
