import type { RepoFacts } from '../workflow.ts'

/** A secret's name, written in a file of the repository that is no workflow. */
export interface Named {
  readonly secret: string
  readonly path: string
  readonly line: number
}

// Where programs are told what to do: scripts, images, compositions, tasks, releases, other CI systems, actions of the repository.
const TELLING = [
  String.raw`\.(?:sh|bash|zsh|fish|ps1|psm1|bat|cmd|mk|gradle|tf|tfvars|hcl)$`,
  String.raw`(?:^|/)(?:scripts?|tools?|bin|ci|\.ci|\.github|build|release|deploy|hack)/[^/]{1,100}\.(?:rb|py|js|mjs|cjs|ts|kts)$`,
  String.raw`(?:^|/)(?:[Dd]ockerfile|[Cc]ontainerfile)(?:[.-][^/]{1,80})?$|\.dockerfile$`,
  String.raw`(?:^|/)(?:docker-)?compose[^/]{0,80}\.ya?ml$`,
  String.raw`(?:^|/)(?:GNU)?[Mm]akefile$|(?:^|/)(?:[Jj]ustfile|Rakefile|Fastfile|Jenkinsfile[^/]{0,80}|Earthfile|Tiltfile|Procfile|Taskfile\.ya?ml)$`,
  String.raw`^\.gitlab-ci\.yml$|^\.travis\.yml$|^\.?appveyor\.yml$|^\.drone\.yml$|^bitbucket-pipelines\.yml$|^cloudbuild\.ya?ml$|^buildspec\.yml$|^\.cirrus\.yml$`,
  String.raw`^azure-pipelines[^/]{0,80}\.ya?ml$|^\.(?:circleci|buildkite|woodpecker|semaphore|azure-pipelines|azuredevops|gitlab|github/actions)/.{0,200}\.ya?ml$|(?:^|/)action\.ya?ml$`,
  String.raw`(?:^|/)(?:package\.json|\.npmrc|\.yarnrc\.yml|\.pypirc|\.?goreleaser\.ya?ml|\.releaserc[^/]{0,20}|lerna\.json|tox\.ini|pom\.xml|settings\.xml|nuget\.config|serverless\.ya?ml|\.env[^/]{0,40})$`,
].map((form) => new RegExp(form))
const BULK = /(?:^|\/)(?:node_modules|vendor|third_party|dist|testdata|fixtures)\//
const MOST_FILES = 400
const MOST_CHARACTERS = 200_000
const MOST_PLACES = 20

/** Where the names of secrets stand in scripts, images, compositions and other CI systems: at most twenty places for each. */
export async function namedElsewhere(secrets: readonly string[], facts: RepoFacts): Promise<readonly Named[]> {
  const names = secrets.filter((name) => /^\w{4,256}$/.test(name))
  const paths = names.length === 0 || facts.paths === undefined ? [] : (await facts.paths()).filter(tells).slice(0, MOST_FILES)
  const found: Named[] = []
  // A file that cannot be read keeps nobody from the plan.
  for (const path of paths) found.push(...namedIn(await facts.files?.(path).catch(() => undefined), { path, names }))
  return names.flatMap((name) => found.filter(({ secret }) => secret === name).slice(0, MOST_PLACES))
}

/** Whether a path is looked at. */
export function tells(path: string): boolean {
  return !path.startsWith('.github/workflows/') && !BULK.test(path) && TELLING.some((form) => form.test(path))
}

function namedIn(text: string | undefined, { path, names }: { readonly path: string; readonly names: readonly string[] }): readonly Named[] {
  if (text === undefined || text.length > MOST_CHARACTERS) return []
  const here = names.filter((name) => text.includes(name))
  if (here.length === 0) return []
  const word = new RegExp(`(?<!\\w)(?:${here.join('|')})(?!\\w)`, 'g')
  return text.split('\n').flatMap((line, i) => [...new Set(line.match(word))].map((secret) => ({ secret, path, line: i + 1 })))
}
