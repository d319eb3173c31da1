import type { Consumer, Flow } from '../workflow.ts'
import { asVariable } from './arrival.ts'

/** What is kept among the secrets and is none: names, places, numbers. */
const PLAIN = new RegExp(`(?:^|_)(?:${[
  'UR[LI]S?', 'HOST(?:NAME)?S?', 'PORT', 'DOMAINS?', 'REGIONS?', 'ZONE', 'BUCKET', 'NAMES?', '(?:USER|SLOT|BUCKET|KEY|HOST)NAME', 'USERS?', 'USR', 'LOGINS?', 'E?MAILS?', 'IDS?', 'ORG',
  'ORGANI[SZ]ATION', 'ACCOUNT', 'TENANT', 'PROJECT', 'ENDPOINT', 'CHANNELS?', 'ARN', 'ROLE', 'PATH', 'DIR(?:ECTORY)?', 'FOLDER', 'VERSION', 'BRANCH',
  'FINGERPRINT', 'ALIAS', 'REGISTRY', 'REPO(?:SITORY)?', 'SERVER', 'GROUP', 'TEAM', 'SITE', 'SLUG', 'NAMESPACE', 'CLUSTER', 'PUB', '(?<!SSH_)IDENTITY',
  'ENV(?:IRONMENT)?', 'LOCATION', 'INSTANCE', 'IP', 'ADDRESS', 'TAG', 'IMAGE', 'CONTAINER', 'OPTIONS', 'PUBLIC_KEY', 'ASSIGNEES', 'REVIEWERS', 'DSN',
  'DISTRIBUTION', 'SUBDOMAIN', 'STAGE', 'SCOPE', 'PREFIX', 'RECIPIENTS?', 'SENDER', 'TOPIC', 'WAREHOUSE', 'LABELS?', 'PUBLISHER', 'PACKAGE', 'FUNCTION',
  'SERVICE', 'APP', 'ISSUER', 'TLD', 'TEMPLATE', 'TARGET', 'PARAM(?:ETER)?S?', 'LOCALE', 'TIMEZONE', 'CHAT', 'TO', 'FROM', 'MODE', 'TYPE', 'STACK', 'WORKSPACE', 'OWNER', 'AUTHOR', 'DB', 'DATABASE', 'OCID', 'KEYRING', 'KNOWN_HOSTS', 'TITLE', 'PROVIDER', 'POOL', 'AUDIENCE', 'ASSUME', 'ENABLED?',
].join('|')})\\d{0,3}$`)

/** Addresses that open a door by themselves. */
const OPENS = /(?:AUTH|SFDX)_URL$|SSH_IDENTITY$|(?:HOOK|SLACK|DISCORD|DATABASE|(?:^|_)DB|REDIS|MONGO\w{0,9}|POSTGRES\w{0,9}|(?:^|_)PG|MYSQL|AMQP|RABBIT\w{0,3}|KAFKA|RPC|PROXY|CONNECTION|CONN|SIGNED|SAS)_UR[LI]S?\d{0,3}$/

/** What is made to be seen: keys of pages that every visitor gets. */
const SEEN = /(?:^|_)(?:(?:NEXT|NUXT|EXPO)_PUBLIC_|PUBLIC_ENV_)|(?:^|_)PUB(?:LIC)?(?:_KEY|_CONTENTS?)|(?:^|_)(?:ANON_KEY|PUBLISHABLE_KEY|SITE_KEY|MEASUREMENT_ID|TRACKING_ID)$/

/** A half of a credential that may look like a name, but is one half of a token. */
const SECRET = /(?:^|_)(?:TOKEN|SECRET|PASS(?:WORD|WD|PHRASE)?|PSW|PAT|KEY|CREDENTIALS?|WEBHOOK|HOOK|CERT(?:IFICATE)?)\d{0,3}$/

/** Where a flow brings something that is no credential at all, or nobody reads it as one. */
export function isSetting(flow: Flow): boolean {
  const { to, secret } = flow
  if (to.kind === 'elsewhere') return !/^jobs\.[^.]{1,200}\.(?:strategy\.matrix|outputs)\b/.test(to.where)
  if (isGate(flow) || feedsOthers(flow)) return true
  const name = asVariable(nameOf(to))
  // An address with a credential in it: `https://user:TOKEN@host`.
  if (flow.shape === 'part' && SECRET.test(secret) && !isPlain(secret)) return false
  return isPlain(name) || name === 'SERVICE_ACCOUNT' || (isPlain(secret) && !SECRET.test(name))
}

function isPlain(name: string): boolean {
  return (PLAIN.test(name) && !OPENS.test(name)) || SEEN.test(name) || name.startsWith('IS_')
}

function nameOf(to: Consumer): string {
  switch (to.kind) {
    case 'input':
    case 'variable':
    case 'call':
      return to.name
    case 'container':
      return to.field.split('.').at(-1) ?? ''
    case 'command':
    case 'elsewhere':
      break
  }
  return ''
}

/** A variable that only tells conditions whether the secret is there; without a comparison a program may read it unnamed. */
function isGate({ to, secret, expression, workflow }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0 || !to.mentions.every((mention) => mention.in === 'condition')) return false
  return /[!=]=/.test(expression) || workflow.flows.some((other) => other.secret === secret && other.to !== to)
}

/** A variable whose value goes on by `${{ env.NAME }}` alone: where it goes is a flow of its own. */
function feedsOthers({ to, workflow }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  if (!to.mentions.every((mention) => mention.in === 'input' || mention.in === 'variable' || mention.in === 'condition')) return false
  return workflow.flows.some(({ through }) => through.some(({ owner, name }) => owner === to.owner && name === to.name))
}
