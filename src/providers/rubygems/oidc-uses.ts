import type { Command, Flow, Owner, Step, Use } from '../../workflow.ts'

export const LOGIN = 'rubygems/configure-rubygems-credentials'

/** `login`, `variable` and `file` can be rewritten; the others say where else a key goes. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

const VARIABLE = /^(?:GEM_HOST_API_KEY|BUNDLE_GEM__PUSH_KEY)$/
const NAMED = /^(?:\w{1,60}_)?RUBY_?GEMS?(?:_ORG)?_(?:\w{1,30}_)?(?:API_?KEY|KEY|TOKEN|AUTH_TOKEN)$/
const INPUT = /^ruby_?gems?(?:_org)?[-_]?(?:api[-_]?key|key|token|auth[-_]?token)$/i
const PUBLISHERS = /(?:publish|release)[-_]?(?:ruby)?gems?|(?:ruby)?gems?[-_]?(?:publish|release|push)/

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
      if (to.step.uses?.name === LOGIN) return to.name === 'api-token' ? 'login' : undefined
      return INPUT.test(to.name) || (/^api[-_]?key$/i.test(to.name) && PUBLISHERS.test(to.step.uses?.name ?? '')) ? 'input' : undefined
    case 'variable':
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && writesKey(step, to.name))) return 'file'
      if (to.owner.level === 'step' && to.owner.uses !== undefined && /^(?:RUBYGEMS_API_KEY|GEM_HOST_API_KEY)$/.test(to.name)) return 'input'
      if (VARIABLE.test(to.name)) return isElsewhere(to.owner) ? 'elsewhere' : 'variable'
      return undefined
    case 'command':
      return writesKey(to.step, flow.expression) ? 'file' : undefined
    case 'call':
      return INPUT.test(to.name) || VARIABLE.test(to.name.toUpperCase()) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

/** Whether a script puts a text into the gem command's credentials as the key for RubyGems.org. */
export function writesKey(step: Step, text: string): boolean {
  return (step.run ?? '').split('\n').some((line) => line.includes(text) && /:?rubygems(?:_api_key)?:/.test(line)) && /\.gem\b|\.local\/share\/gem/.test(step.run ?? '')
}

/** A step that pushes to other hosts alone. */
function isElsewhere(owner: Owner): boolean {
  if (owner.level !== 'step') return false
  const pushing = owner.commands.filter(pushes)
  return pushing.length > 0 && pushing.every(({ text }) => /--host[\s=](?!["']?https:\/\/rubygems\.org)/.test(text))
}

/** `gem push`, `rake release` and their kin. */
export function pushes({ words, text }: Command): boolean {
  const [program = '', verb = ''] = words[0] === 'bundle' && words[1] === 'exec' ? words.slice(2) : words
  if (program === 'gem') return /^(?:push|release)$/.test(verb)
  return /(?:^|\/)rake$/.test(program) && /\brelease\b|\bpublish\b|gem:push|build:push/.test(text)
}
