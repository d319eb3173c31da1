import { codeSpan } from '../lib/code-span.ts'
import { placeKey, type StoredMigration } from '../ledger/ledger.ts'
import type { Admitting, Proposal } from '../migrate/proposals.ts'
import { trustOf } from '../migrate/trust-text.ts'
import type { Run, RunJob } from '../repo/hosted.ts'
import type { Admission, RepoFacts } from '../workflow.ts'
import type { AppContext } from './app-context.ts'
import { claimsOf, matches } from './claims-of.ts'
import { hearLogin, type Heard } from './hear-login.ts'
import { planHosted } from './plan-hosted.ts'
import { sayOnce } from './say-once.ts'
import type { Watched } from './watched-jobs.ts'

export interface Failed {
  readonly migration: StoredMigration
  readonly watched: Watched
  readonly job: RunJob
  readonly run: Run
}

/**
 * One comment for a job that could not log in: what claims its token had, which condition does not fit them, and the change
 * that mends it. Nothing where the step failed for a reason of its own.
 */
export async function explainLogin(context: AppContext, failed: Failed): Promise<void> {
  const { hosted, providers } = context
  const { migration, watched, job } = failed
  const known = providers.find(({ id }) => id === migration.provider)?.migrations?.flatMap(({ failures = [] }) => failures) ?? []
  const heard = await hearLogin(hosted, { job, watched, known, ruleset: context.ruleset })
  if (heard.state === 'other') return
  const plan = await planHosted(context, migration.base)
  const proposal = plan.proposals.find(({ provider }) => provider === migration.provider)
  const facts = proposal?.letter.facts ?? {}
  const claims = claimsOf({ watched, run: failed.run, facts, admissions: proposal?.admissions ?? [] })
  const text = [
    ...told(failed, heard),
    ...missing(proposal),
    ...(proposal === undefined ? [] : compared(proposal, { failed, sub: claims.get('sub') ?? '', facts })),
    `The claims of its token, as far as they are known from here:\n\n${[...claims].map(([name, value]) => `- ${codeSpan(name)}: ${codeSpan(value)}`).join('\n')}`,
    'Until it is mended the stored secret is still there: reverting this pull request brings the old login back.',
  ].join('\n\n')
  await sayOnce(context, { key: `login:${hosted.id}:${migration.number}:${placeKey(watched).slice(0, 16)}`, number: migration.number, text })
}

/** What happened, what the login said, and what its vendor documents about that. */
function told({ watched, job, run }: Failed, heard: Exclude<Heard, { state: 'other' }>): readonly string[] {
  const where = `in [this run](${run.url})`
  const what = `[The job ${codeSpan(watched.job)}](${job.url})`
  if (heard.state === 'silent') {
    return [`${what} failed at a step that this pull request brought in, ${codeSpan(heard.step)}, ${where}. What it said is not known here: look into its log. If it was not let in, compare what follows.`]
  }
  const first = [`${what} could not log in the new way, ${where}.`, heard.quote === '' ? 'What it said is not repeated here: it looks as if a secret stood in it.' : `It said: ${codeSpan(heard.quote)}`]
  return heard.state === 'known' ? [...first, meaning(heard)] : first
}

function meaning({ failure: { claim, why, mend }, value }: Extract<Heard, { state: 'known' }>): string {
  const saw = claim === undefined || value === undefined ? '' : ` The provider saw the claim ${codeSpan(claim)} as ${codeSpan(value)}.`
  return `${why}${saw} ${mend}`
}

function missing(proposal: Proposal | undefined): readonly string[] {
  const names = (proposal?.letter.variables ?? []).filter(({ state }) => state === 'missing').map(({ name, holds }) => `- ${codeSpan(name)}: ${holds}`)
  return names.length === 0 ? [] : [`These variables are not set in the repository or the organization (one of an environment cannot be seen from here):\n\n${names.join('\n')}`]
}

interface Comparing {
  readonly failed: Failed
  readonly sub: string
  readonly facts: RepoFacts
}

function compared({ admissions }: Proposal, { failed: { watched }, sub, facts }: Comparing): readonly string[] {
  const own = admissions.filter(({ admission }) => admission.places.some(({ job }) => job.id === watched.job && job.workflow.path === watched.path))
  return own.flatMap((admitting) => {
    const { admission } = admitting
    const fits = admission.subjects.some(({ text }) => matches(text, sub))
    const conditions = admission.subjects.map(({ text }) => `- ${codeSpan(text)}`).join('\n')
    if (!fits) return [`The claim ${codeSpan('sub')} of its token was ${codeSpan(sub)}; the condition that was proposed admits only:\n\n${conditions}`, ...mended(admitting, { sub, facts })]
    return [
      `The claim ${codeSpan('sub')} of its token was ${codeSpan(sub)}, which the condition that was proposed admits (${codeSpan(admission.identity)}). `
        + 'So what stands at the provider is another condition: compare it with this, letter by letter, ids, names and the audience included:',
      ...shown(admitting, { admission, facts }),
    ]
  })
}

/** The condition with this subject in it too. */
function mended(admitting: Admitting, { sub, facts }: Pick<Comparing, 'sub' | 'facts'>): readonly string[] {
  const exact = sub.includes('*') ? 'pattern' as const : 'exact' as const
  const admission: Admission = { ...admitting.admission, subjects: [...admitting.admission.subjects, { text: sub, exact }] }
  return ['If this job is meant to get in from there, this condition mends it; if not, it was run from where it should not:', ...shown(admitting, { admission, facts })]
}

function shown({ migration }: Admitting, { admission, facts }: { readonly admission: Admission; readonly facts: RepoFacts }): readonly string[] {
  const trust = trustOf({ migration, admission }, facts)
  if (trust === undefined) return []
  const form = trust.forms.find(({ language }) => language === 'json') ?? trust.forms[0]
  if (form === undefined) return trust.steps.map((step) => `- ${step}`)
  return [`<details><summary>${form.title}</summary>\n\n\`\`\`${form.language}\n${form.text}\n\`\`\`\n\n</details>`]
}
