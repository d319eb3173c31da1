import { at, isList, textAt, textsAt, type Json } from '../lib/json.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import type { Conditions, Drafts, Exception, GithubTokens, Policy, Revocation, Rule, Standing, StaticCredentials, Stated, StoredSecrets } from './policy.ts'
import type { YamlFile } from './yaml-file.ts'

/** The policy that a valid file states. */
export function buildPolicy(file: YamlFile, source: string): Policy {
  const { value } = file
  return {
    rules: [...itemsAt(value, 'rules').map((rule, i) => ({ ...ruleOf(rule, i), source, line: lineOf(['rules', i]) })), ...DEFAULT_RULES],
    exceptions: itemsAt(value, 'exceptions').map((item, i) => ({ ...exceptionOf(item, i), source, line: lineOf(['exceptions', i]) })),
    ignored: textsAt(value, 'ignore', 'paths') ?? [],
    verification: { enabled: flagAt(value, 'enabled'), forks: flagAt(value, 'forks') ?? false },
    revocation: revocationOf(at(value, 'revocation')),
    staticCredentials: oneOf(STATIC_CREDENTIALS, at(value, 'workflows', 'static-credentials')) ?? 'warn',
    drafts: oneOf(DRAFTS, at(value, 'workflows', 'drafts')) ?? 'until-ready',
    storedSecrets: oneOf(STORED_SECRETS, at(value, 'workflows', 'stored-secrets')) ?? 'ask',
    githubTokens: oneOf(GITHUB_TOKENS, at(value, 'workflows', 'github-tokens')),
  }

  function lineOf(path: readonly (string | number)[]): number {
    return file.place(path, 'value').line
  }
}

const VERDICTS = ['block', 'warn', 'allow'] as const
const SEVERITIES = ['high', 'low'] as const
const REVOCATIONS: readonly Revocation[] = ['never', 'ask', 'auto']
const STATIC_CREDENTIALS: readonly StaticCredentials[] = ['off', 'warn', 'block', 'replace']
const DRAFTS: readonly Drafts[] = ['until-ready', 'never']
const STORED_SECRETS: readonly StoredSecrets[] = ['ask', 'delete']
const GITHUB_TOKENS: readonly GithubTokens[] = ['app', 'octo-sts']

type Unplaced<Item extends Stated> = Omit<Item, 'source' | 'line'>

function ruleOf(rule: Json, index: number): Unplaced<Rule> {
  const reason = textAt(rule, 'reason')
  return {
    name: `rule ${index + 1}${reason === undefined ? '' : ` (${reason})`}`,
    verdict: oneOf(VERDICTS, at(rule, 'verdict')) ?? 'block',
    when: conditionsOf(rule),
  }
}

function conditionsOf(rule: Json): Conditions {
  const kinds = textsAt(rule, 'kinds')
  const paths = textsAt(rule, 'paths')
  const standings = textsAt(rule, 'liveness')?.flatMap(standingsOf)
  const severity = oneOf(SEVERITIES, at(rule, 'severity'))
  return {
    ...(kinds && { kinds }), ...(paths && { paths }), ...(standings && { standings }), ...(severity && { severity }),
  }
}

// A token past its expiry is dead to whoever writes `dead`; the defaults tell the two apart to give the better reason.
function standingsOf(liveness: string): readonly Standing[] {
  if (liveness === 'dead') return ['dead', 'expired']
  return liveness === 'live' ? ['live'] : ['unknown']
}

function exceptionOf(item: Json, index: number): Unplaced<Exception> {
  const path = textAt(item, 'path')
  return {
    name: `exception ${index + 1}`,
    fingerprint: textAt(item, 'fingerprint') ?? '',
    ...(path === undefined ? {} : { path }),
    reason: textAt(item, 'reason') ?? '',
    owner: textAt(item, 'owner') ?? '',
    expires: textAt(item, 'expires') ?? '',
  }
}

function revocationOf(value: Json | undefined): Policy['revocation'] {
  const entries = Object.entries(value !== null && typeof value === 'object' ? value : {})
  const read = entries.map(([id, word]): [string, Revocation] => [id, oneOf(REVOCATIONS, word) ?? 'never'])
  const { default: otherwise = 'never', ...providers } = Object.fromEntries(read)
  return { default: otherwise, providers }
}

function itemsAt(value: Json, key: string): readonly Json[] {
  const list = at(value, key)
  return isList(list) ? list : []
}

function flagAt(value: Json, key: string): boolean | undefined {
  const flag = at(value, 'verification', key)
  return typeof flag === 'boolean' ? flag : undefined
}

function oneOf<Word extends string>(words: readonly Word[], value: Json | undefined): Word | undefined {
  return words.find((word) => word === value)
}
