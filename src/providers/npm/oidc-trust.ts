import { codeSpan } from '../../lib/code-span.ts'
import { at, parseJson, textAt } from '../../lib/json.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import { shellWord } from '../../lib/shell-word.ts'
import type { Admission, RepoFacts, Step, Trust, Workflow } from '../../workflow.ts'

/** The package that a step publishes, as its package.json names it; else where it lies. */
export async function packageOf(step: Step, facts: RepoFacts): Promise<string> {
  const inside = step.commands.find(({ words }) => words[0] === 'cd')?.words[1]
  const folder = (step.directory ?? inside ?? '').replace(/^\.\//, '').replace(/\/$/, '')
  const manifest = parseJson((await facts.files?.(folder === '' ? 'package.json' : `${folder}/package.json`)) ?? '')
  // The root of a repository of several packages is private itself; it publishes others.
  const name = at(manifest, 'private') === true ? undefined : textAt(manifest, 'name')
  return name ?? (folder === '' ? 'PACKAGE' : `PACKAGE (in ${folder})`)
}

/** One trusted publisher for each package and workflow file: docs.npmjs.com/trusted-publishers, docs.npmjs.com/cli/commands/npm-trust. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const name = admission.identity
  const files = [...new Set(admission.places.flatMap(({ job }) => started(job.workflow)).map(({ path }) => path.split('/').at(-1) ?? ''))]
  const [environment] = admission.environments
  const repository = `${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`
  const known = !name.startsWith('PACKAGE')
  const flag = environment === undefined ? '' : ` --env ${shellWord(environment)}`
  const target = `${shellWord(known ? name : 'PACKAGE')} --repo ${shellWord(repository)}`
  const commands = files.map((file) => `npm trust github ${target} --file ${shellWord(file)}${flag} --allow-publish`)
  const page = known ? ` ([access](https://${site()}/package/${name}/access))` : ''
  const what = [`repository ${codeSpan(repository)}`, ...files.map((file) => `workflow ${codeSpan(file)}`), ...admission.environments.map((one) => `environment ${codeSpan(one)}`)]
  return {
    title: `The trusted publisher of ${known ? codeSpan(name) : 'the package'}`,
    steps: [
      `In the package's settings${page} add GitHub Actions as its trusted publisher: ${what.join(', ')}; names are compared letter by letter. Among its allowed actions choose \`npm publish\`: unless told it only stages, and it cannot be edited later.`,
      'Or run the command below with npm 11.15 or newer; it asks for your second factor.',
      'The package must exist already, and its `repository.url` in package.json must name this repository. Each package of a repository needs this.',
    ],
    forms: [{ title: 'npm CLI', language: 'sh', text: commands.join('\n') }],
  }
}

const MOST_DEEP = 10

/** npm looks at the file that was started, not at one that it calls: docs.npmjs.com/trusted-publishers */
function started(workflow: Workflow, depth = 0): readonly Workflow[] {
  if (workflow.callers.length === 0 || depth > MOST_DEEP) return [workflow]
  return workflow.callers.flatMap((job) => started(job.workflow, depth + 1))
}

/** npm's web pages live beside its registry. */
function site(): string {
  return NPM_HOST.replace(/^registry\./, 'www.').replace(/\.org$/, '.com')
}

export function retire(): readonly string[] {
  return [
    `Revoke the token on npm's [access tokens page](https://${site()}/settings/~/tokens), or with \`npm token revoke ID\`.`,
    'In each package\'s settings choose "Require two-factor authentication and disallow tokens".',
  ]
}
