// A token in the address of a repository, for git: docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation
import { spellings } from '../../recipes/flags.ts'
import type { Access, Command, Flow } from '../../workflow.ts'
import type { Repository } from './oidc-beyond.ts'

export interface Addressed {
  /** The one repository that it opens; its own unless told. */
  readonly repository?: Repository
  readonly access: Access
}

/** What a token opens that stands in addresses of one repository and nowhere else; undefined where it may open more. */
export function addressedBy(flow: Flow): Addressed | undefined {
  const steps = flow.to.kind === 'command' ? [flow.to.step] : flow.to.kind === 'variable' && flow.to.owner.level === 'step' ? [flow.to.owner] : []
  const values = flow.to.kind === 'variable' ? spellings(flow.to.name) : [flow.expression]
  const [step] = steps
  const named = step === undefined ? undefined : namedIn(step.run ?? '', values)
  if (step === undefined || named === undefined || new Set(named).size !== 1) return undefined
  const [owner = '', name = ''] = (named[0] ?? '').split('/')
  // A token of one's own for one's own repository is for pushing: to read it the job has one.
  if (OWN.test(named[0] ?? '')) return { access: 'write' }
  const access = step.job.steps.some((one) => one.index >= step.index && one.commands.some(pushes)) ? 'write' : 'read'
  return owner === '' || name === '' || /[${}]|\.wiki$/.test(named[0] ?? '') ? undefined : { access, repository: { owner, name } }
}

const OWN = /^(?:\$\{\{ ?github\.repository ?\}\}|\$\{?GITHUB_REPOSITORY\}?)$/

/** By git, or by a program that is called after it; a remote with a token in it is there to be pushed to. */
function pushes({ words, text }: Command): boolean {
  if (words[0] === 'git') return words.includes('push') || words[1] === 'remote'
  return /push|publish|deploy|release|gh-pages/.test(text) && !/^(?:echo|cd|mkdir|cp|docker)$/.test(words[0] ?? '')
}

/** `x-access-token:` and others in front, since a token without a name is known of personal ones alone. */
function namedIn(script: string, values: readonly string[]): readonly string[] | undefined {
  const names: string[] = []
  for (const line of script.split('\n').filter((one) => values.some((value) => one.includes(value)))) {
    const found = Array.from(line.matchAll(ADDRESS), ([, token = '', name = '']) => ({ token, name })).filter(({ token }) => values.includes(token))
    const rest = found.reduce((text, { token }) => text.replace(token, ''), line)
    if (found.length === 0 || values.some((value) => rest.includes(value))) return undefined
    names.push(...found.map(({ name }) => name.replaceAll(/\s/g, ' ').replace(/\.git$/, '')))
  }
  return names.length === 0 ? undefined : names
}

const ADDRESS = /https:\/\/(?:[\w.-]{1,60}|\$\{?\w{1,60}\}?|\$\{\{\s{0,3}[\w.]{1,60}\s{0,3}\}\}):(\$\{\{\s{0,9}[\w.]{1,200}\s{0,9}\}\}|\$\{?\w{1,100}\}?)@github\.com\/((?:\$\{\{\s{0,3}[\w.]{1,100}\s{0,3}\}\}|[\w.${}-]){1,150}(?:\/[\w.${}-]{1,100})?)/g
