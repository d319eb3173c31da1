// Actions that take a key as inputs, and a session token as a third: the login step's credentials are handed on to them.
import type { Change, Step } from '../../workflow.ts'

interface Handed {
  readonly id: string
  readonly secret: string
  readonly token: string
  /** The first major version that is seen to take the token. */
  readonly since: number
}

const HANDED: Readonly<Record<string, Handed>> = {
  // github.com/einaregilsson/beanstalk-deploy#optional-parameters, and its issues 65 and 110
  'einaregilsson/beanstalk-deploy': { id: 'aws_access_key', secret: 'aws_secret_key', token: 'aws_session_token', since: 17 },
}

/** Whether a step's input of this name takes one half of a key, with a place for the session token beside it. */
export function takesThree(step: Step, input: string): boolean {
  const known = HANDED[step.uses?.name ?? '']
  const major = step.uses?.version[0]
  return known !== undefined && (input === known.id || input === known.secret) && (major === undefined || major >= known.since)
}

/** The login step leaves its credentials in the environment of the steps behind it. */
export function handOn(step: Step): readonly Change[] {
  const known = HANDED[step.uses?.name ?? '']
  if (known === undefined) return []
  const values = { [known.id]: 'AWS_ACCESS_KEY_ID', [known.secret]: 'AWS_SECRET_ACCESS_KEY', [known.token]: 'AWS_SESSION_TOKEN' }
  return Object.entries(values).map(([name, variable]) => ({ change: 'set-input', step, name, value: `\${{ env.${variable} }}` }))
}
