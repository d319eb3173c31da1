import type { Finding, Judged, Report } from '../../src/finding.ts'
import { fingerprint } from '../../src/lib/fingerprint.ts'
import { Mint } from '../../src/lib/mint.ts'

/** A GitHub token on line 12 of a source file whose provider was not asked, but for what a test says otherwise. */
export function aFinding(different: Partial<Finding> = {}): Finding {
  return {
    kind: 'github/pat-classic',
    provider: 'github',
    title: 'GitHub personal access token (classic)',
    path: 'src/config.ts',
    start: { line: 12, column: 8 },
    end: { line: 12, column: 48 },
    fingerprint: printOf('a token'),
    nature: 'secret',
    rank: 'provider',
    proven: true,
    severity: 'high',
    liveness: { state: 'unknown', why: 'not-asked' },
    facts: {},
    ...different,
  }
}

/** A password in a URL: generic and guessable. */
export function aPassword(different: Partial<Finding> = {}): Finding {
  return aFinding({
    kind: 'generic/url-password',
    provider: 'generic',
    title: 'Password in a URL',
    path: 'docker-compose.yml',
    fingerprint: printOf('a password').slice(0, 10),
    nature: 'guessable',
    rank: 'format',
    proven: false,
    ...different,
  })
}

/** A stored secret in a workflow, as a policy blocks it. */
export function aStored(): Judged {
  return aJudged({
    finding: {
      kind: 'workflow/static-credential', provider: 'workflow', title: 'stored secret AWS_SECRET_ACCESS_KEY', path: '.github/workflows/deploy.yml',
      nature: 'identifier', rank: 'format', proven: false, liveness: { state: 'unknown', why: 'cannot-ask' }, fingerprint: printOf('stored'),
    },
    because: [{ rule: 'workflows/static-credentials', source: '.github/token-policy.yml', line: null }],
    advice: 'Replace it by a short-lived credential.',
  })
}

export function printOf(seed: string): string {
  return fingerprint(new Mint(seed).base62(40), 'full')
}

export function aJudged(different: Partial<Omit<Judged, 'finding'>> & { readonly finding?: Partial<Finding> } = {}): Judged {
  return {
    verdict: 'block',
    because: [{ rule: 'default/unverified-token', source: 'default', line: null }],
    advice: 'Revoke it unless you know that it is dead.',
    revocation: 'never',
    ...different,
    finding: aFinding(different.finding),
  }
}

export function aReport(judged: readonly Judged[], different: Partial<Report> = {}): Report {
  return {
    judged,
    stats: { files: 120, bytes: 1_234_567, commits: 4, milliseconds: 830 },
    problems: [],
    unseen: [],
    notices: [],
    ...different,
  }
}
