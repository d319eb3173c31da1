import type { Source } from './source.ts'

const told = new WeakMap<Source, Promise<readonly string[]>>()

/** What GitHub's own workflow parser has against a file, as texts without places. The parser is loaded when first asked. */
export function complaintsOf(source: Source): Promise<readonly string[]> {
  const complaints = told.get(source) ?? parsed(source)
  told.set(source, complaints)
  return complaints
}

async function parsed(source: Source): Promise<readonly string[]> {
  const { parseWorkflow, NoOperationTraceWriter } = await import('@actions/workflow-parser')
  const { context } = parseWorkflow({ name: source.path, content: source.text }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message.replace(/^.{0,500}?\(Line: \d+, Col: \d+\): /, ''))
}
