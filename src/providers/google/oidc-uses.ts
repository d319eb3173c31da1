import { asVariable } from '../../recipes/as-variable.ts'
import { linesWith, registryOf } from '../../recipes/registry.ts'
import type { Flow, Step, Use } from '../../workflow.ts'
import { findsLogin } from './oidc-raised.ts'
import { logsIn, writesKey } from './oidc-shell.ts'

/** Variables in which Terraform, Pulumi and their kin look for a key. registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference */
const KEY_VARIABLE = /^(?:GOOGLE_CREDENTIALS|GOOGLE_CLOUD_KEYFILE_JSON|GCLOUD_KEYFILE_JSON)$/
/** Inputs under which actions of others take a key. */
const KEY_INPUT = /^(?:google|gcp|gcloud|gcs|gke|gcr|gar|firebase)?[-_]?(?:application[-_]?)?(?:(?:service[-_]?account|sa)(?:[-_]?(?:key|json|credentials|auth|keyfile|json[-_]?plain[-_]?text))?|service[-_]?key|service[-_]?credentials(?:[-_]?file(?:[-_]?content)?)?|credentials?(?:[-_]?json)?|key[-_]?file|json[-_]?key)$/i
const OF_GOOGLE = /google|gcp|gcloud|gke|gcs|gcr|firebase|bigquery|cloud-?run|play/i
/** Names of secrets that hold a key; API keys and the account's address are other things. */
const NAMED = /^(?:\w{1,40}_)?(?:GCP|GCLOUD|GOOGLE|GKE|GCR|GCS|GAR|FIREBASE|VERTEX(?:_?AI)?|BIGQUERY)_(?:\w{1,60}_)?(?:KEY|KEYFILE|JSON|CREDENTIALS?|CREDS?|BASE64|B64|AUTH)$|(?:^|_)(?:SERVICE_ACCOUNT|SA)_(?:KEY|JSON)(?:_(?:JSON|BASE64|B64))?$|^FIREBASE_SERVICE_ACCOUNT(?:_\w{1,80})?$/
/** `google-services.json` goes into every app that is built: firebase.google.com/docs/projects/learn-more#config-files-objects */
const NO_KEY = /API_?KEY|MAPS?_|ANALYTICS|RECAPTCHA|CLIENT_SECRET|PROJECT|CRYPTO_KEY|GOOGLE_SERVICES_/

/** firebase.google.com/docs/cli#cli-ci-systems */
const FIREBASE = /\bfirebase(?:-tools)?(?:@[\w.-]{1,30})?\s.{0,300}--token\b/

/** Actions that take a key in a variable of their own. */
const TAKERS: Readonly<Record<string, string>> = { 'w9jds/firebase-action': 'GCP_SA_KEY', 'actions-hub/gcloud': 'APPLICATION_CREDENTIALS', 'actions-hub/gcloud/packages': 'APPLICATION_CREDENTIALS' }

/** `login`, `gcloud`, `raised`, `registry`, `play`, `tool`, `docker` and `shell` can be rewritten; the others say where else a key goes. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

function roleOf(flow: Flow): string | undefined {
  const known = knownRole(flow)
  if (known === 'elsewhere') return undefined
  return known ?? (isNamed(flow) ? 'named' : undefined)
}

/** A secret that is called a key of Google's, where nobody knows what takes it. */
function isNamed({ secret, to }: Flow): boolean {
  const names = [secret, ...(to.kind === 'variable' ? [asVariable(to.name)] : [])]
  return to.kind !== 'elsewhere' && names.some((name) => NAMED.test(name) && !NO_KEY.test(name))
}

/** Beside an identity provider the service account is an address, no key. */
function federates({ workflow, job }: Flow): boolean {
  return workflow.flows.some((other) => other.job === job && /WORKLOAD_IDENTITY|WIF_PROVIDER|IDENTITY_PROVIDER/.test(other.secret))
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      return roleOfInput(flow, to)
    case 'variable':
      if (KEY_VARIABLE.test(to.name)) return 'tool'
      if (/^FIREBASE_TOKEN$/.test(to.name)) return 'firebase-token'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && logsIn(step, [to.name]))) return 'docker'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && writesKey(step, [to.name]))) return 'shell'
      if (to.owner.level === 'step' && TAKERS[to.owner.uses?.name ?? ''] === to.name) return 'input'
      if (/^(?:SUPPLY_JSON_KEY(?:_DATA)?|GOOGLE_APPLICATION_CREDENTIALS(?:_JSON)?)$/.test(to.name)) return 'program'
      return undefined
    case 'command':
      if (logsIn(to.step, [flow.expression])) return 'docker'
      if (linesWith(to.step, flow.expression).some((line) => FIREBASE.test(line))) return 'firebase-token'
      return writesKey(to.step, [flow.expression]) ? 'shell' : undefined
    case 'container':
      return to.field.endsWith('.password') && isGoogleRegistry(to.image) ? 'container' : undefined
    case 'call':
      if (/SERVICE_?ACCOUNT$/i.test(to.name) && federates(flow)) return 'elsewhere'
      return KEY_INPUT.test(to.name) && OF_GOOGLE.test(to.name) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

function roleOfInput(flow: Flow, { step, name }: { readonly step: Step; readonly name: string }): string | undefined {
  const action = step.uses?.name ?? ''
  if (action === 'google-github-actions/auth') return name === 'credentials_json' ? 'login' : 'elsewhere'
  if (/^(?:google-github-actions|googlecloudplatform\/github-actions)\/setup-gcloud$/.test(action)) return name === 'service_account_key' ? 'gcloud' : undefined
  if (isRegistryLogin(action)) return name === 'password' && isGoogleRegistry(registryOf(step)) ? 'registry' : 'elsewhere'
  if (action === 'r0adkll/upload-google-play') return /^serviceAccountJsonPlainText$/i.test(name) ? 'play' : undefined
  if (action === 'firebaseextended/action-hosting-deploy') return /^firebaseServiceAccount$/i.test(name) ? 'firebase' : undefined
  if (action === 'google-github-actions/run-gemini-cli') return name === 'gemini_api_key' ? 'gemini' : undefined
  if (findsLogin(step, name)) return 'raised'
  if (/^(?:google-github-actions|googlecloudplatform)\//.test(action)) return /^(?:credentials(?:_json)?|service_account_key|gcp_credentials)$/.test(name) ? 'old-action' : undefined
  return KEY_INPUT.test(name) && (OF_GOOGLE.test(name) || OF_GOOGLE.test(action)) && flow.shape === 'whole' ? 'input' : undefined
}

function isRegistryLogin(action: string): boolean {
  return action === 'docker/login-action' || action === 'redhat-actions/podman-login'
}

/** Container Registry's hosts and Artifact Registry's. cloud.google.com/artifact-registry/docs/docker/authentication */
function isGoogleRegistry(registry: string): boolean {
  return /(?:^|\/\/|\.)gcr\.io(?:$|[/:])|-docker\.pkg\.dev(?:$|[/:])|\.gcr\.io/.test(registry)
}
