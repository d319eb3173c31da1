// What temporary credentials cannot do that an access key could.
import { codeSpan } from '../../lib/code-span.ts'
import type { Around, Job, Step } from '../../workflow.ts'
import { setsKey } from './oidc-shell.ts'

const LOGIN = 'aws-actions/configure-aws-credentials'

/** Why a role's session does not serve these jobs; `logins` are the steps that are given the key itself. */
export async function sessionTrouble(jobs: readonly Job[], given: { readonly logins: ReadonlySet<Step>; readonly around: Around }): Promise<string | undefined> {
  const { logins, around } = given
  const steps = jobs.flatMap((job) => job.steps)
  const forwarding = steps.find((step) => !logins.has(step) && forwardsTwo(step))
  if (forwarding?.uses?.name === LOGIN) return `The login on line ${forwarding.line} is handed the key of the one before it without its session token; give it \`role-chaining: true\` instead.`
  if (forwarding !== undefined) return `The step on line ${forwarding.line} ${FORWARDS}`
  const foreign = [...logins].find((step) => step.with.some(({ name }) => name === 'role-external-id'))
  if (foreign !== undefined) return EXTERNAL
  const dumping = steps.find(({ commands, run = '' }) => commands.length > 0 && DUMPS.test(run))
  if (dumping !== undefined) return `The step on line ${dumping.line} writes its whole environment to a file; what reads the key from there outlives the role's session.`
  if (steps.some(isInChina)) return CHINA
  const chaining = steps.find((step) => !logins.has(step) && chainsForLong(step))
  if (chaining !== undefined) return `The step on line ${chaining.line} assumes another role for more than an hour, which a role's session may not.`
  const signing = steps.find(signsForLong)
  if (signing !== undefined) return `The step on line ${signing.line} signs a link that is to live longer than the role's session, with which it ends.`
  return composeTrouble(jobs, around)
}

export const FORWARDS = 'passes `AWS_SECRET_ACCESS_KEY` on by name; it must pass `AWS_SESSION_TOKEN` too.'

// docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html knows no external id.
const EXTERNAL = 'The role asks for an external id, which a login with an OIDC token does not hand over: the role\'s owner must let this repository in by its subject first.'

const DUMPS = /(?:^|[\s;&|])(?:printenv|env)\s{0,9}(?:\|[^|>\n]{0,100}){0,3}>{1,2}\s{0,9}["']?[\w./~]/m

// github.com/aws-actions/configure-aws-credentials, README: the audience of China's partition
const CHINA = 'The partition of China takes another audience: give the login `audience: sts.amazonaws.com.cn` and the OIDC provider of the account the same.'

function isInChina(step: Step): boolean {
  const settings = [...step.with, ...step.env, ...step.job.env, ...step.job.workflow.env]
  return settings.some(({ name, value }) => /region$/i.test(name) && value.startsWith('cn-north')) || /amazonaws\.com\.cn|--region[\s=]{1,9}cn-north/.test(step.run ?? '')
}

/** Temporary credentials have a third part; who passes two of them on by name loses it. */
function forwardsTwo(step: Step): boolean {
  const values = [...step.with, ...step.env].map(({ value }) => value)
  const handedOn = new Set(step.writes.map(({ line }) => line))
  const run = (step.run ?? '').split('\n').filter((line) => !handedOn.has(line.trim()) && !setsKey(line))
  const text = [...run, ...values].join('\n').replaceAll(/secrets\.\w{1,256}/g, '')
  return /AWS_SECRET_ACCESS_KEY|outputs\.aws-secret-access-key/.test(text) && !/AWS_SESSION_TOKEN|outputs\.aws-session-token/.test(text)
}

/** A link ends with the credentials that signed it: repost.aws/knowledge-center/presigned-url-s3-bucket-expiration; its default is one hour. */
function signsForLong({ commands }: Step): boolean {
  return commands.some(({ words, text }) => {
    if (!words.includes('presign') || !/\baws\s.{0,200}\bs3\s{1,9}presign\b/.test(text)) return false
    const at = words.findIndex((word) => /^--expires-in(?:=|$)/.test(word))
    const seconds = Number(words[at]?.split('=')[1] ?? words[at + 1])
    return at >= 0 && !(seconds <= 3600)
  })
}

/** Role chaining ends after an hour: docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
function chainsForLong(step: Step): boolean {
  if (step.uses?.name === LOGIN) return Number(step.with.find(({ name }) => name === 'role-duration-seconds')?.value) > 3600 && step.with.some(({ name, value }) => name === 'role-chaining' && value === 'true')
  return step.commands.some(({ text }) => /\bsts\s{1,9}assume-role\s/.test(text) && Number(/--duration-seconds[=\s]{1,9}(\d{1,6})/.exec(text)?.[1]) > 3600)
}

const COMPOSE_FILES = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml']

async function composeTrouble(jobs: readonly Job[], { facts }: Around): Promise<string | undefined> {
  const composes = jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ text }) => /^docker(?: |-)compose\b/.test(text))))
  if (!composes || facts.files === undefined) return undefined
  for (const path of COMPOSE_FILES) {
    const text = (await facts.files(path)) ?? ''
    if (/AWS_SECRET_ACCESS_KEY/.test(text) && !/AWS_SESSION_TOKEN/.test(text)) return `${codeSpan(path)} ${FORWARDS}`
  }
  return undefined
}
