import { codeSpan } from '../lib/code-span.ts'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { Provider } from '../provider.ts'
import type { About } from '../repo/hosted.ts'
import type { Watched } from './watched-jobs.ts'

export interface Proven {
  readonly migration: StoredMigration
  readonly watched: readonly Watched[]
  readonly providers: readonly Provider[]
  readonly about: About
}

/** What is left once every migrated job has logged in: how the old secret dies, as far as its provider lets it, tells of it, or neither. Markdown. */
export function provenText(proven: Proven): string {
  const { migration, watched, providers } = proven
  const jobs = watched.map(({ path, job }) => `- ${codeSpan(job)} in ${codeSpan(path)}`).join('\n')
  const provider = providers.find(({ id }) => id === migration.provider)
  return [
    `Every job that this pull request changed and that is still there has logged in the new way:\n\n${jobs}`,
    ...(provider?.revoke !== undefined || provider?.erase !== undefined ? ownRight(proven) : provider?.verify === undefined ? unseen(proven, provider) : byHand(proven, provider)),
  ].join('\n\n')
}

const STILL = 'What is left is the old secret: it still works for whoever has a copy of it.'
const THEN = 'Once it is dead, Mayfly looks whether anything still refers to it, and then asks for the stored secret to be deleted.'

function ownRight(proven: Proven): readonly string[] {
  const environments = environmentsOf(proven)
  return [
    `${STILL} This workflow has it die by its own right, once, and says who must do it where its provider does not allow that. `
      + `Put the login of one of these jobs before the step${environments.length > 1 ? '; each environment may store a secret of its own, so each has a job' : ''}:`,
    retireWorkflow(proven, ['mode: retire']),
    THEN,
  ]
}

/** Nothing but a person can end it; a job can ask whether it is dead. */
function byHand(proven: Proven, provider: Provider): readonly string[] {
  return [
    `${STILL} ${provider.title} lets no secret end itself, so a person does it:`,
    ...steps(proven, provider),
    'Then this workflow shows that it is dead, for as long as it is still stored:',
    retireWorkflow(proven, ['mode: retire', 'how: report']),
    THEN,
  ]
}

/** Nobody but the provider knows whether it is dead: a person's word is taken for it. */
function unseen(proven: Proven, provider: Provider | undefined): readonly string[] {
  return [
    `${STILL} ${provider?.title ?? 'Its provider'} lets no secret end itself and tells no job whether it is dead, so a person does it:`,
    ...steps(proven, provider),
    `Then say so here (whoever maintains the repository may): \`/mayfly retired\`. ${THEN}`,
  ]
}

function steps(proven: Proven, provider: Provider | undefined): readonly string[] {
  const { about: { server, owner, name } } = proven
  const rewriting = provider?.migrations?.filter(({ best }) => best === undefined) ?? []
  const sentences = rewriting.flatMap((migration) => migration.retire(namesOf(proven), { server, owner, name }))
  return sentences.length === 0 ? [] : [sentences.map((sentence, i) => `${i + 1}. ${sentence}`).join('\n')]
}

function namesOf({ migration }: Proven): readonly string[] {
  return migration.secrets.split(',').filter((name) => name !== '')
}

function environmentsOf({ watched }: Proven): readonly (string | undefined)[] {
  return [...new Set(watched.map(({ environment }) => environment))]
}

function retireWorkflow(proven: Proven, inputs: readonly string[]): string {
  const old = namesOf(proven).map((name) => `            ${name}=\${{ secrets.${name} }}`).join('\n')
  const jobs = environmentsOf(proven).map((environment, i) => `  retire${i === 0 ? '' : `-${i + 1}`}:
    runs-on: ubuntu-latest${environment === undefined ? '' : `\n    environment: ${environment.includes('${{') ? 'ENVIRONMENT' : JSON.stringify(environment)}`}
    steps:
      # the login of a migrated job
      - uses: OWNER/mayfly@v1
        with:
${inputs.map((input) => `          ${input}`).join('\n')}
          old: |
${old}`)
  return `\`\`\`yaml
on: workflow_dispatch
permissions:
  contents: read
  id-token: write
jobs:
${jobs.join('\n')}
\`\`\``
}
