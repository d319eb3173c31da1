import { openLocal, planMigration, providers, trustsOf, type RepoFacts, type Trusted } from '../index.ts'
import { defined } from '../lib/defined.ts'
import type { Args, Command } from './command.ts'
import { atMostOne, wrong } from './read-args.ts'
import { print, say } from './terminal.ts'

const FORMS: Readonly<Record<string, readonly string[]>> = { terraform: ['hcl'], cli: ['sh', 'bash', 'powershell'], json: ['json'], yaml: ['yaml'] }

const help: Omit<Command, 'run'> = {
  name: 'trust',
  takes: '[PATH]',
  positionals: 1,
  says: 'prints whom each provider must let in, as tight as the workflows allow, before they are migrated',
  about: [
    'PATH is a folder of the repository, the current one unless told. Each trust condition follows from the workflows as they lie on disk and from what the options tell; nothing is asked over the network.',
    'GitHub tells the beginning of your subjects: gh api repos/OWNER/NAME/actions/oidc/customization/sub --jq .sub_claim_prefix. Without it the form of older repositories is taken.',
  ],
  options: {
    'provider': { takes: 'ID', says: 'one provider alone: aws, google, npm …' },
    'form': { takes: 'FORM', choices: Object.keys(FORMS), says: 'that form alone, to be written to a file' },
    'json': { says: 'prints subjects, jobs and all forms as JSON' },
    'repository': { takes: 'OWNER/NAME', says: 'the repository; else from the remote named origin' },
    'repository-id': { takes: 'ID', says: 'its numeric id, tested where the provider can' },
    'owner-id': { takes: 'ID', says: 'the numeric id of its owner' },
    'branch': { takes: 'NAME', says: 'the default branch, main unless told' },
    'environment': { takes: 'NAME', says: 'the environment that the jobs will run in' },
    'subject-prefix': { takes: 'TEXT', says: 'sub_claim_prefix as GitHub tells it' },
    'subject-claims': { takes: 'CLAIMS', says: 'include_claim_keys as GitHub tells them, with commas between, where the subjects follow a template' },
  },
  examples: [
    { line: 'mayfly trust --provider aws --form terraform > role.tf', says: 'the role and its condition' },
    { line: 'mayfly trust --environment production', says: 'what to allow once the jobs run in that environment' },
  ],
  exits: [
    { code: 0, says: 'all workflows were read' },
    { code: 2, says: 'wrong use' },
    { code: 3, says: 'a workflow could not be read' },
  ],
}

export const trust: Command = { ...help, run }

async function run(args: Args): Promise<number> {
  atMostOne(['form', 'json'], { args, command: help })
  const { provider, environment, form } = args.values
  if (provider !== undefined && !providers.some(({ id, migrations }) => id === provider && migrations !== undefined)) {
    throw wrong(`there is no migration for the provider ${JSON.stringify(provider)}`, help)
  }
  const given = factsOf(args)
  const repo = await openLocal(args.positionals[0] ?? '.')
  try {
    const facts = { ...(await repo.origin()), ...given }
    const plan = await planMigration({ repo, providers, facts })
    const all = trustsOf(plan, { facts, ...(environment === undefined ? {} : { environment }) })
    const trusted = all.filter((one) => provider === undefined || one.provider === provider)
    if (args.switches.has('json')) await print(`${JSON.stringify({ version: 1, trusts: trusted }, null, 2)}\n`)
    else await print(form === undefined ? trusted.map(textOf).join('\n') : formOf(trusted, form))
    for (const { source, line, column, message } of plan.problems) await say(`${source}:${line}:${column}: ${message}`)
    await sayWhatLacks(trusted, { facts, form })
    return plan.problems.length === 0 ? 0 : 3
  } finally {
    await repo.close()
  }
}

function factsOf({ values }: Args): RepoFacts {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(values['repository'] ?? '') ?? []
  if (values['repository'] !== undefined && owner === undefined) throw wrong(`--repository is OWNER/NAME, not ${JSON.stringify(values['repository'])}`, help)
  for (const option of ['repository-id', 'owner-id']) {
    const id = values[option]
    if (id !== undefined && !/^\d{1,18}$/.test(id)) throw wrong(`--${option} is a number, not ${JSON.stringify(id)}`, help)
  }
  return defined<RepoFacts>({
    server: undefined, owner, name, id: values['repository-id'], ownerId: values['owner-id'], visibility: undefined,
    defaultBranch: values['branch'], subClaimPrefix: values['subject-prefix'], subjectClaims: claimsIn(values['subject-claims']), defaultPermissions: undefined,
    variables: undefined, environments: undefined, files: undefined, paths: undefined,
  })
}

function claimsIn(text: string | undefined): readonly string[] | undefined {
  if (text !== undefined && !/^\w{1,60}(?:,\w{1,60}){0,30}$/.test(text)) throw wrong(`--subject-claims are names with commas between, not ${JSON.stringify(text)}`, help)
  return text?.split(',')
}

/** Markdown. */
function textOf({ trust: written, migration, identity, subjects }: Trusted): string {
  const lines = subjects.map(({ text, exact }) => `- \`${text}\`${exact === 'pattern' ? ' (`*` stands for any text)' : ''}`)
  const steps = (written?.steps ?? []).map((step, i) => `${i + 1}. ${step}`)
  const forms = (written?.forms ?? []).map(({ title, language, text }) => `### ${title}\n\n\`\`\`${language}\n${text}\n\`\`\``)
  const parts = [`## ${written?.title ?? identity} (${migration})`, `Subjects:\n\n${lines.join('\n')}`, steps.join('\n'), ...forms]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function formOf(trusted: readonly Trusted[], form: string): string {
  return formsIn(trusted, form).map((text) => `${text}\n`).join('\n')
}

function formsIn(trusted: readonly Trusted[], form: string): readonly string[] {
  return trusted.flatMap(({ trust: written }) => (written?.forms ?? []).filter(({ language }) => FORMS[form]?.includes(language)).map(({ text }) => text))
}

async function sayWhatLacks(trusted: readonly Trusted[], { facts, form }: { readonly facts: RepoFacts; readonly form: string | undefined }): Promise<void> {
  if (trusted.length === 0) return say('mayfly: no workflow needs a trust condition')
  if (form !== undefined && formsIn(trusted, form).length === 0) await say(`mayfly: no provider takes this as ${form}; without --form all there is is shown`)
  if (facts.subClaimPrefix === undefined) await say('mayfly: the subjects have the form of older repositories; check sub_claim_prefix (see mayfly trust --help)')
}
