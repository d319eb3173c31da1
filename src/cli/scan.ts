import {
  guard, guardText, openLocal, outcome, ruleVersion, shipped,
  type GuardInput, type LocalRepo, type Outcome, type Report,
} from '../scanning.ts'
import type { Args, Command } from './command.ts'
import { policyFor } from './policy-for.ts'
import { progressLine, type Shown } from './progress.ts'
import { render } from './render.ts'
import { scanHelp } from './scan-help.ts'
import { targetOf, type Target } from './target.ts'
import { colourful, print, say, standardOutput } from './terminal.ts'

export const scan: Command = { ...scanHelp, run }

const EXITS: Readonly<Record<Outcome, number>> = { 'clean': 0, 'blocked': 1, 'malformed-policy': 2, 'unfinished': 3 }

async function run(args: Args): Promise<number> {
  const target = await targetOf(args)
  const repo = await openLocal(target.folder)
  try {
    const report = await reportOn(target, { repo, args })
    await tell(report, args)
    return EXITS[outcome(report)]
  } finally {
    await repo.close()
  }
}

async function reportOn(target: Target, { repo, args }: { readonly repo: LocalRepo; readonly args: Args }): Promise<Report> {
  const policy = await policyFor(repo, args.values['policy'])
  if (policy.state === 'malformed') return malformed(policy.problems)
  const line = progressLine(() => process.stderr)
  const input: Omit<GuardInput, 'repo' | 'range'> = {
    providers: shipped,
    policy: policy.policy,
    prefix: repo.prefix,
    ...(await verification(args)),
    now: new Date(),
    decoding: args.switches.has('no-decode') ? 'off' : 'on',
    memory: args.switches.has('no-cache') || args.switches.has('no-decode') ? undefined : repo.memory(ruleVersion),
    attribution: args.switches.has('no-attribution') ? 'none' : 'full',
    onProgress: (progress: Shown) => line.show(progress),
  }
  try {
    const guarded = 'text' in target ? await guardText({ ...input, ...target.text }) : await guard({ ...input, repo, range: target.range })
    return guarded.report
  } finally {
    line.end()
  }
}

/** What asks providers is loaded where they are asked. */
async function verification({ switches }: Args): Promise<Pick<GuardInput, 'verify' | 'http'>> {
  const [verify, standIns] = [switches.has('verify'), process.env['MAYFLY_STAND_INS']]
  if (!verify && standIns === undefined) return { verify }
  const { httpOf } = await import('../lib/stand-ins.ts')
  return { verify, http: httpOf(standIns) }
}

function malformed(problems: Report['problems']): Report {
  return { judged: [], stats: { files: 0, bytes: 0, commits: 0, milliseconds: 0 }, problems, unseen: [], notices: [] }
}

async function tell(report: Report, args: Args): Promise<void> {
  const { format = 'text', output } = args.values
  const color = output === undefined && !args.switches.has('no-color') && colourful(standardOutput, process.env)
  const text = render(report, { format, color })
  if (output === undefined) return print(text)
  const { writeFiles } = await import('../lib/write-files.ts')
  writeFiles([{ path: output, text }])
  await say(`mayfly: the report is in ${output}`)
}
