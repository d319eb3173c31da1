// What a name tells: whether it is a secret's, or only that of a thing.
/** What is kept among the secrets and is none: names, places, numbers. */
const PLAIN = new RegExp(`(?:^|_)(?:${[
  'UR[LI]S?', 'HOST(?:NAME)?S?', 'PORT', 'DOMAINS?', 'REGIONS?', 'ZONE', 'BUCKET', 'NAMES?', '(?:USER|SLOT|BUCKET|KEY|HOST)NAME', 'USERS?', 'USR', 'LOGINS?', 'E?MAILS?', 'IDS?', 'ORG',
  'ORGANI[SZ]ATION', 'ACCOUNT', 'TENANT', 'PROJECT', 'ENDPOINT', 'CHANNELS?', 'ARN', 'ROLE', 'PATH', 'DIR(?:ECTORY)?', 'FOLDER', 'VERSION', 'BRANCH',
  'FINGERPRINT', 'ALIAS', 'REGISTRY', 'REPO(?:SITORY)?', 'SERVER', 'GROUP', 'TEAM', 'SITE', 'SLUG', 'NAMESPACE', 'CLUSTER', 'PUB', '(?<!SSH_)IDENTITY',
  'ENV(?:IRONMENT)?', 'LOCATION', 'INSTANCE', 'IP', 'ADDRESS', 'TAG', 'IMAGE', 'CONTAINER', 'OPTIONS', 'PUBLIC_KEY', 'ASSIGNEES', 'REVIEWERS', 'DSN',
  'DISTRIBUTION', 'SUBDOMAIN', 'STAGE', 'SCOPE', 'PREFIX', 'RECIPIENTS?', 'SENDER', 'TOPIC', 'WAREHOUSE', 'LABELS?', 'PUBLISHER', 'PACKAGE', 'FUNCTION',
  'SERVICE', 'APP', 'ISSUER', 'TLD', 'TEMPLATE', 'TARGET', 'PARAM(?:ETER)?S?', 'LOCALE', 'TIMEZONE', 'CHAT', 'TO', 'FROM', 'MODE', 'TYPE', 'STACK', 'WORKSPACE', 'OWNER', 'AUTHOR', 'DB', 'DATABASE', 'OCID', 'KEYRING', 'KNOWN_HOSTS', 'TITLE', 'PROVIDER', 'POOL', 'AUDIENCE', 'SUB(?:SCRIPTION)?', '(?:ROOT_?)?CA_?(?:CERT(?:IFICATE)?S?|BUNDLE|DATA|PEM)?', 'ASSUME', 'ENABLED?', 'DEBUG',
  'ADDR', 'TENANCY', '[GU]UID', 'LEVEL', 'NUMBER', 'PHONE', 'REF', 'STAGING_PROFILE', 'PG(?:HOST|PORT|USER|DATABASE)',
].join('|')})\\d{0,3}$`)

/** Addresses that open a door by themselves. */
const OPENS = /(?:AUTH|SFDX)_URL$|SSH_IDENTITY$|(?:HOOK|SLACK|DISCORD|DATABASE|(?:^|_)DB|REDIS|MONGO\w{0,9}|POSTGRES\w{0,9}|(?:^|_)PG|MYSQL|AMQP|RABBIT\w{0,3}|KAFKA|RPC|PROXY|CONNECTION|CONN|SIGNED|SAS)_UR[LI]S?\d{0,3}$/

/** What is made to be seen: keys of pages that every visitor gets, and names of keys that a key service holds. */
const SEEN = /(?:^|_)(?:(?:NEXT|NUXT|EXPO)_PUBLIC_|PUBLIC_ENV_)|(?:^|_)PUB(?:LIC)?(?:_KEY|_CONTENTS?)|(?:^|_)(?:GCP_CRYPTO_KEY|KMS_CRYPTO_KEY|ANON_KEY|PUBLISHABLE_KEY|SITE_KEY|MEASUREMENT_ID|TRACKING_ID)$/

/** A half of a credential that may look like a name, but is one half of a token. */
const SECRET = /(?:^|_)(?:TOKEN|SECRET|PASS(?:WORD|WD|PHRASE)?|PSW|PAT|KEY|CREDENTIALS?|WEBHOOK|HOOK|CERT(?:IFICATE)?)\d{0,3}$/

/** A name of a thing, a place, a number: no credential. */
export function isName(name: string): boolean {
  return (PLAIN.test(name) && !OPENS.test(name)) || SEEN.test(name) || name.startsWith('IS_')
}

export function looksSecret(name: string): boolean {
  return SECRET.test(name)
}

export function opensDoor(name: string): boolean {
  return OPENS.test(name)
}
