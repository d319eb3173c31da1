// Docker Hub takes OIDC tokens for organizations with a Team or Business plan alone, which no workflow tells: github.com/docker/login-action#docker-hub
import { linesWith, registryOf } from '../../recipes/registry.ts'
import type { Flow, Migration, Plan, Step, Use } from '../../workflow.ts'

export const logins: Migration = {
  id: 'docker-hub/oidc',
  title: 'Log in to Docker Hub with OIDC',
  best: 'report',
  consumes,
  plan,
  retire: () => [],
}

const REASON = `Docker Hub takes OIDC tokens only for organizations with a Team or Business plan: there an administrator makes an OIDC connection, and the login
takes its id (\`DOCKERHUB_OIDC_CONNECTIONID\`) instead of a password. Everywhere else use an organization or personal access token with the least scope (read-only
where images are only pulled) and an expiry date, in a protected environment, and rotate it.`.replaceAll('\n', ' ')

function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

const INDIRECT = 'Where it only logs in to push or pull, `docker/login-action` in front takes its place.'

const KEPT = `Docker Hub's OIDC is for login steps alone, and this is none. Use an organization or personal access token with the least
scope and an expiry date, in a protected environment, and rotate it.`.replaceAll('\n', ' ')

/** A login could be short-lived where the plan has it; a container is pulled before any step could log in, and a description asks the site. */
function plan(uses: readonly Use[]): readonly Plan[] {
  const [logins, indirect, kept] = [['login'], ['action', 'input', 'call', 'named'], ['site', 'container']].map((names) => uses.filter(({ as }) => names.includes(as)))
  return [
    ...planOf(logins, { state: 'report', reason: REASON }),
    ...planOf(indirect, { state: 'report', reason: `${REASON} ${INDIRECT}` }),
    ...planOf(kept, { state: 'advice', reason: KEPT }),
  ]
}

function planOf(uses: readonly Use[] = [], said: { readonly state: 'report' | 'advice'; readonly reason: string }): readonly Plan[] {
  return uses.length === 0 ? [] : [{ ...said, uses }]
}

const LOGINS = /^(?:docker\/login-action|azure\/docker-login|redhat-actions\/podman-login)$/
/** Actions that speak to Docker Hub unless they are told another registry. */
const HUB_ACTIONS = /^(?:elgohr\/publish-docker-github-action|mr-smithers-excellent\/docker-build-push|docker\/build-push-action|opspresso\/action-docker|whoan\/docker-build-with-cache-action)$/
/** They write a repository's description, by the site's API. */
const SITE_ACTIONS = /^(?:peter-evans\/dockerhub-description|christian-korneck\/update-container-description-action|grantbirki\/docker-hub-description|sheogorath\/readme-to-dockerhub)$/
const INPUT = /^docker[-_]?(?:hub|io)?[-_]?(?:access[-_]?)?(?:token|password|pat)$/i
const NAMED = /^(?:\w{1,40}_)?DOCKER_?(?:HUB|IO)?_(?:\w{1,30}_)?(?:TOKEN|PASSWORD|PSW|PASS|PAT|ACCESS_TOKEN|SECRET)$/

function roleOf(flow: Flow): string | undefined {
  const known = knownRole(flow)
  if (known === 'elsewhere') return undefined
  return known ?? (isNamed(flow) ? 'named' : undefined)
}

/** What a secret is called, where nobody knows what takes it. */
function isNamed({ secret, to }: Flow): boolean {
  return to.kind !== 'elsewhere' && [secret, ...(to.kind === 'variable' ? [to.name] : [])].some((name) => NAMED.test(name))
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      return roleOfInput(flow, to)
    case 'variable':
      if (to.owner.level === 'step' && SITE_ACTIONS.test(to.owner.uses?.name ?? '')) return /PASS(?:WORD)?$/i.test(to.name) ? 'site' : undefined
      return roleOfLogins(to.mentions.flatMap(({ in: place, step }) => (place === 'command' && step !== undefined ? loginsWith(step, to.name) : [])))
    case 'command':
      if (linesWith(to.step, flow.expression).some((line) => isCopy(line, flow.expression))) return 'action'
      return roleOfLogins(loginsWith(to.step, flow.expression))
    case 'container':
      return to.field.endsWith('credentials.password') && isHubImage(to.image) ? 'container' : 'elsewhere'
    case 'call':
      return INPUT.test(to.name) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

function roleOfInput(flow: Flow, { step, name }: { readonly step: Step; readonly name: string }): string | undefined {
  const action = step.uses?.name ?? ''
  if (LOGINS.test(action) && name === 'registry-auth') return isHub(registryBeside(inputOf(step, name), flow.expression)) ? 'login' : 'elsewhere'
  if (SITE_ACTIONS.test(action)) return /pass(?:word)?$/i.test(name) ? 'site' : 'elsewhere'
  if (LOGINS.test(action) || HUB_ACTIONS.test(action)) return name === 'password' && isHub(registryOf(step)) ? (LOGINS.test(action) ? 'login' : 'action') : 'elsewhere'
  return INPUT.test(name) ? 'input' : undefined
}

function inputOf(step: Step, name: string): string {
  return step.with.find((one) => one.name === name)?.value ?? ''
}

/** Of several logins in one input, the registry of the one that an expression stands in. */
function registryBeside(list: string, expression: string): string {
  const entry = list.split(/^\s{0,20}- /m).find((one) => one.includes(expression)) ?? ''
  return /registry:\s{0,9}["']?([^\s"']{1,200})/.exec(entry)?.[1] ?? ''
}

function isHub(registry: string): boolean {
  return /^(?:https:\/\/)?(?:(?:index|registry-1|registry|hub|auth)\.)?(?:docker\.(?:io|com)(?:\/.{0,60})?)?$/.test(registry)
}

/** An image without a host before its name. docs.docker.com/reference/cli/docker/image/tag */
function isHubImage(image: string): boolean {
  const [host = '', ...rest] = image.split('/')
  return image !== '' && (rest.length === 0 || !/[.:]|^localhost$|^\$/.test(host) || isHub(host))
}

/** Without a server a login is to Docker Hub. */
function roleOfLogins(lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined
  return lines.some((line) => isHub(serverIn(line))) ? 'login' : 'elsewhere'
}

const LOGIN = /\b(?:docker|podman|buildah|skopeo|crane|helm\s{1,9}registry|oras)\s(?:.{0,80}\s)?login\b(.{0,600})/

/** The lines of a script that log in to a registry with a text as the password; a name or an address is no secret. */
function loginsWith(step: Step, text: string): readonly string[] {
  return linesWith(step, text).filter((line) => LOGIN.test(line) && isPassword(line, text))
}

/** Given by its flag, or piped in. */
function isPassword(line: string, text: string): boolean {
  const parts = line.split(text)
  return parts.slice(0, -1).some((part, i) => {
    const piped = !LOGIN.test(parts.slice(0, i + 1).join(text)) && /\|.{0,300}login\b.{0,300}--password-stdin/.test(parts.slice(i + 1).join(text))
    return piped || /(?:\s-p|--password)[\s=]{0,9}["']?(?:\$(?:env:)?\{?(?:\{\s{0,9}env\.)?)?$|<<<\s{0,9}["']?(?:\$\{?)?$/.test(part)
  })
}

/** `skopeo copy --dest-creds=NAME:TOKEN … docker://docker.io/…` */
function isCopy(line: string, text: string): boolean {
  const before = line.slice(0, line.indexOf(text))
  return /\bskopeo\s.{0,300}--(?:dest-|src-)?creds[=\s]\S{0,100}:$/.test(before) && /docker:\/\/(?:(?:index|registry-1)\.)?docker\.io\//.test(line)
}

const TAKES_VALUE = /^(?:-u|--username|-p|--password)$/

/** The word of a login that is no flag and no flag's value. */
function serverIn(line: string): string {
  const words = (LOGIN.exec(line)?.[1] ?? '').replaceAll(/\$\{\{.{0,200}?\}\}/g, '$X').split(/[|;&<>]/)[0]?.trim().split(/\s+/) ?? []
  return words.find((word, i) => word !== '' && !word.startsWith('-') && !TAKES_VALUE.test(words[i - 1] ?? ''))?.replaceAll(/["']/g, '') ?? ''
}
