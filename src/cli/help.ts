import type { Command, Option } from './command.ts'

/** A command's help: what it does, its options, examples, exit codes. */
export function helpOf(command: Command): string {
  const options: readonly (readonly [string, Option])[] = [...Object.entries(command.options), ['help', { says: 'shows this' }]]
  return [
    `mayfly ${command.name} ${command.takes}`.trim(),
    ...wrap(command.says, '  '),
    ...command.about.flatMap((paragraph) => ['', ...wrap(paragraph, '')]),
    ...table('Options', options.map(([name, option]) => [nameOf(name, option), option.says])),
    ...table('Examples', command.examples.map(({ line, says }) => [line, says])),
    ...table('Exit codes', command.exits.map(({ code, says }) => [String(code), says])),
    '',
  ].join('\n')
}

/** The first page: the commands and where to read on. */
export function overview(commands: readonly Command[]): string {
  return [
    'mayfly: finds leaked tokens, judges them by your policy, replaces stored secrets with short-lived credentials',
    ...table('Commands', commands.map(({ name, takes, says }) => [`mayfly ${name} ${takes}`.trim(), says])),
    ...table('More', [['mayfly COMMAND --help', 'what a command takes, with examples'], ['mayfly --version', 'the version']]),
    '',
  ].join('\n')
}

const WIDTH = 100
/** So many choices are told one by one. */
export const FEW = 8
const LEFT = 30

function nameOf(name: string, { takes, choices }: Option): string {
  if (takes === undefined) return `--${name}`
  return `--${name} ${choices !== undefined && choices.length <= FEW ? choices.join('|') : takes}`
}

function table(title: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  if (rows.length === 0) return []
  const left = Math.min(LEFT, Math.max(...rows.map(([name]) => name.length)) + 2)
  return ['', `${title}:`, ...rows.flatMap(([name, says]) => row(name, { says, left }))]
}

function row(name: string, { says, left }: { readonly says: string; readonly left: number }): readonly string[] {
  const lines = wrap(says, ' '.repeat(left + 2))
  const head = `  ${name}`
  // A long name has a line of its own.
  if (head.length > left) return [head, ...lines]
  const [first = '', ...rest] = lines
  return [head.padEnd(left + 2) + first.trimStart(), ...rest]
}

function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}
