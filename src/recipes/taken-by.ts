// What a line of a script does with a text in it.
import { asVariable } from './as-variable.ts'
import { isName } from './plain.ts'

/** How a script writes the variable whose name is the text, or the quote before an expression. */
const OPENING = /["']?(?:\$(?:env:)?\{?(?:\{\s{0,9}env\.)?)?$/
/** `--set db.password=X`: the command hands it on, under another name. */
const HANDED = /(?:--set(?:-string|-file)?|--from-literal|--build-arg|--env|-e|--?var|--parameter-overrides)[=\s]{1,9}["']?[\w.[\]-]{1,100}=$/
/** `--distribution-id X`, `REGION=X`; `--user` may take a password too. */
const NAMED = /(?:\s--([A-Za-z][\w-]{1,60})(?:=|\s{1,9})|(?:^|[\s"'])([A-Za-z_]\w{1,60})=)$/
const NAMING = /(?:\s(?:-u|-n|--username|--namespace)[=\s]{1,9}|(?:s3|gs|op):\/\/)$/

/** `name`: only as what a thing is called; `handed`: for somebody else; the most secret of several places counts. */
export function takenBy(line: string, text: string): 'credential' | 'handed' | 'name' {
  const before = line.split(text).slice(0, -1).map((part) => placeOf(part.slice(-300).replace(OPENING, '')))
  return (['credential', 'handed', 'name'] as const).find((place) => before.includes(place)) ?? 'credential'
}

function placeOf(before: string): 'credential' | 'handed' | 'name' {
  if (HANDED.test(before)) return 'handed'
  if (NAMING.test(before)) return 'name'
  const [, flag, variable] = NAMED.exec(before) ?? []
  return flag !== 'user' && isName(asVariable(flag ?? variable ?? '')) ? 'name' : 'credential'
}
