import { parseArgs } from 'node:util'
import { MayflyError } from '../lib/errors.ts'
import { nearest } from '../lib/nearest.ts'
import type { Args, Command, Option } from './command.ts'
import { FEW } from './help.ts'

/** Reads a command's arguments. Throws MayflyError('usage') that names what was found, and the nearest name there is. */
export function readArgs(argv: readonly string[], command: Command): Args {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { takes }]) => [name, { type: takes === undefined ? 'boolean' : 'string' } as const]))
  const { tokens, positionals } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true })
  const values: Record<string, string> = {}
  const switches = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = known(token, command)
    if (option.takes === undefined) switches.add(plain(token))
    else if (Object.hasOwn(values, token.name)) throw wrong(`${token.rawName} stands twice`, command)
    else values[token.name] = valueOf(token, { option, command })
  }
  const extra = positionals[command.positionals]
  if (extra !== undefined) throw wrong(`${JSON.stringify(extra)} is one argument too many`, command)
  return { values, switches, positionals }

  function plain(token: OptionToken): string {
    if (token.value !== undefined) throw wrong(`${token.rawName} takes no value`, command)
    return token.name
  }
}

/** Wrong use: what is wrong, and where the right use is told. */
export function wrong(message: string, { name }: Pick<Command, 'name'>): MayflyError {
  return new MayflyError('usage', `${message}; see mayfly ${name} --help`)
}

/** Refuses options of which only one can hold. */
export function atMostOne(names: readonly string[], { args, command }: { readonly args: Args; readonly command: Pick<Command, 'name'> }): void {
  const [first, second] = names.filter((name) => args.switches.has(name) || Object.hasOwn(args.values, name))
  if (second !== undefined) throw wrong(`--${first} and --${second} exclude each other`, command)
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function known({ name, rawName }: OptionToken, command: Command): Option {
  const option = Object.hasOwn(command.options, name) && rawName.startsWith('--') ? command.options[name] : undefined
  if (option !== undefined) return option
  const near = nearest(name, Object.keys(command.options))
  throw wrong(`there is no option ${rawName}${near === undefined ? '' : `, did you mean --${near}?`}`, command)
}

function valueOf(token: OptionToken, { option, command }: { readonly option: Option; readonly command: Command }): string {
  const { value, rawName } = token
  if (value === undefined || value === '' || (!token.inlineValue && /^--?[a-z]/.test(value))) {
    throw wrong(`${rawName} needs a value: ${rawName} ${option.takes}`, command)
  }
  if (option.choices === undefined || option.choices.includes(value)) return value
  const near = nearest(value, option.choices)
  throw wrong(`${rawName} ${told(option)}, not ${JSON.stringify(value)}${near === undefined ? '' : `; did you mean ${near}?`}`, command)
}

function told({ takes = '', choices = [] }: Option): string {
  return choices.length <= FEW ? `is one of ${choices.join(', ')}` : `takes one of the ${choices.length} known ${takes}s`
}
