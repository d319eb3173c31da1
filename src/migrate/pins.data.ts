// The versions that Mayfly writes, pinned to the commit that each tag stands for. Data, no logic.

export interface Pin {
  readonly version: string
  /** Absent where the commit could not be verified: the major tag is written then. */
  readonly sha?: string
  /** Where tag and commit are seen together. */
  readonly source: string
}

export const PINS: Readonly<Record<string, Pin>> = {
  'aws-actions/configure-aws-credentials': {
    version: 'v6.2.3',
    sha: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
    source: 'https://github.com/external-secrets/external-secrets/blob/main/.github/workflows/e2e-managed.yml',
  },
  'JS-DevTools/npm-publish': { version: 'v4', source: 'https://github.com/JS-DevTools/npm-publish/releases' },
}
