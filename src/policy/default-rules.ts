import type { Rule } from './policy.ts'

/** What judges where no rule of the team fits. The last one fits everything. */
export const DEFAULT_RULES: readonly [Rule, ...Rule[]] = [
  ours('identifier', { verdict: 'warn', when: { natures: ['identifier'] } }),
  ours('live-token', { verdict: 'block', when: { standings: ['live'] } }),
  ours('dead-token', { verdict: 'warn', when: { standings: ['dead'] } }),
  ours('expired-token', { verdict: 'warn', when: { standings: ['expired'] } }),
  ours('generic-secret', { verdict: 'warn', when: { ranks: ['format', 'guess'] } }),
  ours('unverified-token', { verdict: 'block', when: {} }),
]

function ours(name: string, rule: Pick<Rule, 'verdict' | 'when'>): Rule {
  return { name: `default/${name}`, source: 'default', line: null, ...rule }
}
