import type { Command, Flow, Step, Use } from '../../workflow.ts'

/** `token`: a short-lived one can stand in its place. `release-plz`: needs none. The others say where else a token goes. */
export function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

const INPUT = /^(?:cargo|crates?)[-_]?(?:io)?[-_]?(?:registry)?[-_]?token$/i
const NAMED = /^(?:\w{1,60}_)?(?:CRATES?_?IO|CARGO)_(?:\w{1,40}_)?TOKEN$|^CRATES?_TOKEN$/

function roleOf(flow: Flow): string | undefined {
  const known = knownRole(flow)
  if (known === 'elsewhere') return undefined
  return known ?? (isNamed(flow) ? 'named' : undefined)
}

/** doc.rust-lang.org/cargo/reference/config.html#registriesnametoken */
const OTHER_VARIABLE = /^CARGO_REGISTRIES_(?!CRATES_IO_)\w{1,100}_TOKEN$/

/** What a secret is called, where nobody knows what takes it. */
function isNamed({ secret, to }: Flow): boolean {
  if (to.kind === 'variable' && OTHER_VARIABLE.test(to.name)) return false
  return to.kind !== 'elsewhere' && [secret, ...(to.kind === 'variable' ? [to.name] : [])].some((name) => NAMED.test(name))
}

function knownRole(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      if (INPUT.test(to.name) || (/^registry[-_]token$/i.test(to.name) && /crate|cargo|rust/.test(to.step.uses?.name ?? ''))) return 'token'
      return to.name === 'args' && /^(?:actions-rs|clechasseur\/rs)[/-]cargo$/.test(to.step.uses?.name ?? '') ? 'token' : undefined
    case 'variable':
      if (to.name === 'CARGO_REGISTRY_TOKEN') return isReleasePlz(to.owner) ? 'release-plz' : isElsewhere(to.owner) ? 'elsewhere' : 'token'
      if (to.mentions.some(({ in: place, step }) => place === 'command' && step !== undefined && linesWith(step, to.name).some((line) => GIVEN.test(line)))) return 'token'
      return undefined
    case 'command':
      return roleOfLines(linesWith(to.step, flow.expression).filter((line) => GIVEN.test(line)))
    case 'call':
      return INPUT.test(to.name) || /^(?:CARGO_REGISTRY_TOKEN|CRATES_IO_TOKEN)$/i.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}

function roleOfLines(lines: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined
  return lines.every((line) => OTHER.test(line)) ? 'elsewhere' : 'token'
}

/** cargo is given a token as text: `cargo login TOKEN`, `cargo publish --token TOKEN`. */
const GIVEN = /\bcargo\s(?:.{0,200}\s)?(?:login|publish|release|workspaces)\b/
/** Another registry than crates.io. */
const OTHER = /--(?:registry|index)[\s=](?!crates-io\b)/

function linesWith(step: Step, text: string): readonly string[] {
  return (step.run ?? '').replaceAll(/\\\r?\n/g, ' ').split('\n').filter((line) => line.includes(text))
}

type Owner = Extract<Flow['to'], { readonly kind: 'variable' }>['owner']

export function isReleasePlz(owner: Owner): owner is Step {
  return owner.level === 'step' && /^(?:release-plz\/action|marcoieni\/release-plz-action)$/.test(owner.uses?.name ?? '')
}

/** A step that publishes to other registries alone. */
function isElsewhere(owner: Owner): boolean {
  if (owner.level !== 'step') return false
  const publishing = owner.commands.filter(publishes)
  return publishing.length > 0 && publishing.every(({ text }) => OTHER.test(text))
}

/** Programs and verbs that publish crates. */
export function publishes({ words, text }: Command): boolean {
  const [program = '', ...rest] = words
  const verb = rest.find((word) => !/^[-+]/.test(word)) ?? ''
  if (program === 'cargo') return /^(?:publish|release|workspaces|ws|smart-release|mono|login|xtask)$/.test(verb) && !text.includes('--dry-run')
  return program === 'release-plz' && verb === 'release'
}

/** What a token of a trusted publisher may not do: it publishes and nothing else. */
export function governs({ words }: Command): boolean {
  return words[0] === 'cargo' && words.some((word) => word === 'owner' || word === 'yank')
}
