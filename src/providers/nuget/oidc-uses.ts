import type { Command, Flow, Step, Use } from '../../workflow.ts'

/** `key`: a short-lived one can stand in its place. `feed`: where it goes is not told. `named`: only its name hints at it. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

const INPUT = /^nuget[-_]?(?:org)?[-_]?(?:api)?[-_]?(?:key|token)$/i
const NAMED = /^(?:\w{1,60}_)?NUGET_?(?:ORG)?_?(?:\w{1,30}_)?(?:API_?KEY|KEY|TOKEN|API|APIKEY|PUSH)$/

function roleOf(flow: Flow): string | undefined {
  const known = knownRole(flow)
  if (known === 'elsewhere') return undefined
  return known ?? (isNamed(flow) ? 'named' : undefined)
}

/** What a secret is called, where nobody knows what takes it. */
function isNamed({ secret, to }: Flow): boolean {
  return to.kind !== 'elsewhere' && [secret, ...(to.kind === 'variable' ? [to.name] : [])].some((name) => NAMED.test(name))
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      return INPUT.test(to.name) ? ofFeed(feedOfInputs(to.step)) : undefined
    case 'variable': {
      const pushing = to.mentions.flatMap(({ in: place, step }) => (place === 'command' && step !== undefined ? pushesWith(step, to.name) : []))
      if (pushing.length > 0) return ofFeeds(pushing)
      return undefined
    }
    case 'command': {
      const pushing = pushesWith(to.step, flow.expression)
      return pushing.length === 0 ? undefined : ofFeeds(pushing)
    }
    case 'call':
      return INPUT.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

type Feed = 'nuget.org' | 'another' | 'unknown'

function ofFeed(feed: Feed): string {
  if (feed === 'another') return 'elsewhere'
  return feed === 'nuget.org' ? 'key' : 'feed'
}

function ofFeeds(feeds: readonly Feed[]): string {
  if (feeds.every((feed) => feed === 'another')) return 'elsewhere'
  return feeds.every((feed) => feed === 'nuget.org') ? 'key' : 'feed'
}

/** The feeds that a step's commands push to with this key. */
function pushesWith(step: Step, text: string): readonly Feed[] {
  return step.commands.filter((command) => command.text.includes(text) && pushes(command)).map((command) => feedOf(step, command))
}

/** `dotnet nuget push`, `nuget push`, `nuget setApiKey`: learn.microsoft.com/dotnet/core/tools/dotnet-nuget-push */
export function pushes({ words }: Command): boolean {
  const verbs = words.filter((word) => !word.startsWith('-')).map((word) => word.toLowerCase().replace(/\.exe$/, '').split(/[\\/]/).at(-1) ?? '')
  const at = verbs.indexOf('nuget')
  return at >= 0 && at < 3 && /^(?:push|setapikey)$/.test(verbs[at + 1] ?? '')
}

function feedOf(step: Step, { words }: Command): Feed {
  const at = words.findIndex((word) => /^(?:-s|--source|-source)$/i.test(word))
  const inline = words.flatMap((word) => /^(?:--source|-source)[=:](.{1,300})$/i.exec(word)?.[1] ?? [])[0]
  return feedNamed(resolved(at < 0 ? (inline ?? '') : (words[at + 1] ?? ''), step))
}

function feedNamed(source: string): Feed {
  if (source === '' || /^nuget(?:\.org)?$|(?:^|\/\/|\.)nuget\.org(?:\/|$)/i.test(source)) return 'nuget.org'
  return source.includes('$') || source.includes('%') ? 'unknown' : 'another'
}

function feedOfInputs(step: Step): Feed {
  return feedNamed(resolved(step.with.find(({ name }) => /^(?:nuget[-_]?)?(?:source|feed|server)(?:[-_]?url)?$/i.test(name))?.value ?? '', step))
}

/** `$NAME` and `${{ env.NAME }}` as what the workflow sets them to. */
function resolved(value: string, step: Step): string {
  const match = /^["']?(?:\$(?:env:)?\{?(\w{1,100})\}?|\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\})["']?$/.exec(value)
  const name = match?.[1] ?? match?.[2]
  const levels = [step.env, step.job.env, step.job.workflow.env]
  return levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0] ?? value
}
