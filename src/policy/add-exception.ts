import { isMap, isSeq, parseDocument } from 'yaml'
import { parsePolicy } from './parse.ts'
import type { Exception } from './policy.ts'

export type NewException = Pick<Exception, 'fingerprint' | 'path' | 'reason' | 'owner' | 'expires'>

/** The policy's text with one exception more. Only lines are added; undefined where that would not come to a policy that holds it. */
export function addException(text: string | undefined, exception: NewException): string | undefined {
  const longer = withEntry(text, exception)
  if (longer === undefined) return undefined
  const parsed = parsePolicy(longer, 'policy')
  return parsed.state === 'read' && parsed.policy.exceptions.some((one) => isSame(one, exception)) ? longer : undefined
}

function isSame(one: NewException, other: NewException): boolean {
  return (['fingerprint', 'path', 'reason', 'owner', 'expires'] as const).every((key) => one[key] === other[key])
}

function withEntry(text: string | undefined, exception: NewException): string | undefined {
  if (text === undefined || text.trim() === '') return `version: 1\nexceptions:\n${entry(exception, '  ')}`
  const document = parseDocument(text)
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined
  const list = document.contents.get('exceptions', true)
  const end = text.endsWith('\n') ? text : `${text}\n`
  if (list === undefined) return `${end}exceptions:\n${entry(exception, '  ')}`
  const first = isSeq(list) && list.flow !== true ? list.items[0] : undefined
  const start = isMap(first) ? first.range?.[0] : undefined
  if (start === undefined) return undefined
  const line = text.lastIndexOf('\n', start - 1) + 1
  const indent = /^[ ]*/.exec(text.slice(line, start))?.[0] ?? ''
  return text.slice(0, line) + entry(exception, indent) + text.slice(line)
}

function entry({ fingerprint, path, reason, owner, expires }: NewException, indent: string): string {
  const lines = [
    `- fingerprint: ${fingerprint}`,
    ...(path === undefined ? [] : [`  path: ${JSON.stringify(path)}`]),
    `  reason: ${JSON.stringify(reason)}`,
    `  owner: ${JSON.stringify(owner)}`,
    `  expires: ${expires}`,
  ]
  return lines.map((line) => `${indent}${line}\n`).join('')
}
