// An exchange of OIDC tokens: a service with a GitHub App of its own gives a job a token of that App's, where a file in the target
// repository lets the job in. Nothing is stored. https://github.com/octo-sts/app
import { codeSpan } from '../../lib/code-span.ts'
import { freshId, insertLogin } from '../../recipes/login.ts'
import { ISSUER, subjectsIn } from '../../recipes/subject.ts'
import type { Access, Admission, Plan, RepoFacts, Trust } from '../../workflow.ts'
import { fullName, widest, type Beyond, type Scene } from './oidc-beyond.ts'

const ACTION = 'octo-sts/action'
const MARK = 'sts: '

/** One exchange for each repository that a job reaches. */
export function stsPlans(beyond: readonly Beyond[], scene: Scene): readonly Plan[] {
  const groups = Map.groupBy(beyond, ({ repository }) => (repository === undefined ? '' : fullName(repository)))
  return [...groups].map(([target, group], i) => stsPlan(group, { ...scene, target, number: i + 1 }))
}

interface Place extends Scene {
  /** `owner/name`, or a name of the same owner; empty for its own. */
  readonly target: string
  readonly number: number
}

function stsPlan(group: readonly Beyond[], { job, target, number }: Place): Plan {
  const uses = group.map(({ use }) => use)
  const why = group[0]?.why ?? ''
  const needing = [...new Set(uses.flatMap(({ flow }) => flow.step ?? []))].toSorted((a, b) => a.index - b.index)
  const permissions = widest(group.map((one) => one.permissions))
  const identity = identityOf(`${fileOf(job.workflow.path)}-${job.id}`)
  const scope = target === '' ? '${{ github.repository }}' : target.includes('/') ? target : `\${{ github.repository_owner }}/${target}`
  const id = freshId(job, number === 1 ? 'octo-sts' : `octo-sts-${number}`)
  const made = insertLogin({ needing, step: { name: 'Exchange the OIDC token for one of GitHub', id, uses: ACTION, with: { scope, identity } } })
  if ('trouble' in made) return { state: 'report', uses, reason: `${why} ${made.trouble}` }
  return {
    state: 'rewrite',
    uses,
    reason: `${why} The job's OIDC token is exchanged for a token that lives for an hour; nothing is stored.`,
    changes: [
      ...made.changes,
      ...uses.map(({ flow }) => ({ change: 'replace-expression', flow, expression: `\${{ steps.${id}.outputs.token }}` } as const)),
    ],
    grants: [{ identity: `${MARK}${JSON.stringify({ target, identity, permissions })}`, variables: [], places: [made.place] }],
    assumed: ['What was done in the name of the token\'s owner is done by the App of the exchange from now on: rules that let that person pass must name it.'],
  }
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '')
}

function identityOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9-]{1,200}/g, '-')
}

export function isExchange({ identity }: Admission): boolean {
  return identity.startsWith(MARK)
}

interface Told {
  readonly target: string
  readonly identity: string
  readonly permissions: Readonly<Record<string, Access>>
}

/** The file that lets the job in: https://github.com/octo-sts/app#the-trust-policy */
export function stsTrust(admission: Admission, facts: RepoFacts): Trust {
  const { target, identity, permissions }: Told = JSON.parse(admission.identity.slice(MARK.length))
  const path = `.github/chainguard/${identity}.sts.yaml`
  const where = target === '' ? 'this repository' : codeSpan(target)
  return {
    title: `the file ${codeSpan(path)} in ${where}`,
    steps: [
      'Install the [App of the exchange](https://github.com/apps/octo-sts) on that repository, or run [your own](https://github.com/octo-sts/app) and name it by the input `domain`.',
      `Put this file on the default branch of ${where}, and protect it: whoever may change it lets anybody in.`,
    ],
    forms: [{ title: path, language: 'yaml', text: policyText(admission, { permissions, facts }) }],
  }
}

function policyText(admission: Admission, { permissions, facts }: { readonly permissions: Told['permissions']; readonly facts: RepoFacts }): string {
  const claims = claimLines(admission, facts)
  return [
    `issuer: ${ISSUER}`,
    subjectLine(admission),
    ...(claims.length === 0 ? [] : ['claim_pattern:', ...claims]),
    'permissions:',
    ...Object.entries(permissions).map(([scope, access]) => `  ${scope.replaceAll('-', '_')}: ${access}`),
  ].join('\n')
}

/** One subject by its value; several, and those with a `*`, as one pattern, which the exchange anchors. */
function subjectLine(admission: Admission): string {
  const { exact, patterns } = subjectsIn(admission)
  const [only] = exact
  if (only !== undefined && exact.length === 1 && patterns.length === 0) return `subject: ${JSON.stringify(only)}`
  return `subject_pattern: ${JSON.stringify(anyOf([...exact, ...patterns].map(pattern)))}`
}

function claimLines({ places }: Admission, { id, owner, name }: RepoFacts): readonly string[] {
  const paths = [...new Set(places.map(({ job }) => job.workflow.path))]
  const files = owner === undefined || name === undefined ? [] : paths.map((path) => `${pattern(`${owner}/${name}/${path}`)}@.*`)
  return [
    ...(id === undefined ? [] : [`  repository_id: ${JSON.stringify(id)}`]),
    ...(files.length === 0 ? [] : [`  workflow_ref: ${JSON.stringify(anyOf(files))}`]),
  ]
}

/** In a group: an exchange that puts its anchors around the text alone would else anchor the first and the last at one end only. */
function anyOf(patterns: readonly string[]): string {
  return patterns.length === 1 ? patterns.join('') : `(?:${patterns.join('|')})`
}

/** As a regular expression in which `*` stands for any text. */
function pattern(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
}
