/** A workflow command, as the runner reads it: `::error file=a.ts,line=3::message`. */
export interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
export function commandsIn(output: string): readonly Command[] {
  return output.split('\n').flatMap((line) => {
    const [, name, properties, message] = /^::([a-z-]+)(?: (.*?))?::(.*)$/.exec(line) ?? []
    if (name === undefined || message === undefined) return []
    const pairs = (properties ?? '').split(',').filter((pair) => pair !== '').map((pair) => pair.split(/=(.*)/s))
    return [{ name, message: unescaped(message), properties: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, unescaped(value)])) }]
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }

function unescaped(text: string): string {
  return text.replaceAll(/%(?:0D|0A|3A|2C|25)/g, (escape) => ESCAPES[escape] ?? escape)
}
