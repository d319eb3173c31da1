import type { Source } from './source.ts'

/** What GitHub's own workflow parser has against a file, as texts without places. The parser is loaded when first asked. */
export async function complaintsOf(source: Source): Promise<readonly string[]> {
  const { parseWorkflow, NoOperationTraceWriter } = await import('@actions/workflow-parser')
  const { context } = parseWorkflow({ name: source.path, content: source.text }, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message.replace(/^.{0,500}?\(Line: \d+, Col: \d+\): /, ''))
}
