import { styleText } from 'node:util'
import type { SeenRun } from '../../test/github/start.ts'

type Style = Parameters<typeof styleText>[0]

export function chapter(title: string): void {
  console.log(`\n${paint(['bold', 'yellow'], `── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`)}\n`)
}

export function plain(text: string): void {
  console.log(text)
}

export function quiet(text: string): void {
  console.log(paint('dim', text))
}

export function step(who: string, what: string): void {
  console.log(`${paint('cyan', who.padEnd(7))} ${what}`)
}

/** A check run as the pull request's page shows it. */
export function check(run: SeenRun): void {
  const good = run.conclusion === 'success'
  console.log(`\n${paint(good ? 'green' : 'red', good ? '✓' : '✗')} ${paint('bold', `${run.name}: ${run.title ?? ''}`)}`)
  for (const annotation of run.annotations) {
    if (typeof annotation !== 'object' || annotation === null || !('path' in annotation)) continue
    const { path, start_line: line, title, message } = annotation
    console.log(`  ${paint('bold', `${String(path)}:${String(line)}`)}  ${String(title)}`)
    console.log(indent(String(message), '    '))
  }
  for (const action of run.actions) {
    if (typeof action === 'object' && action !== null && 'label' in action) console.log(`  [ ${String(action.label)} ]`)
  }
  console.log(indent(run.summary ?? '', paint('dim', '  │ ')))
}

export function indent(text: string, by: string): string {
  return text.trimEnd().split('\n').map((line) => by + line).join('\n')
}

export function diff(text: string): void {
  for (const line of text.trimEnd().split('\n')) {
    const style: Style | undefined = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : line.startsWith('@@') ? 'cyan' : undefined
    console.log(`  ${style === undefined ? line : paint(style, line)}`)
  }
}

function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}
