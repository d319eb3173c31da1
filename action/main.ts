import { setFailed } from '@actions/core'
import { visible } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { scan } from './scan.ts'
import { readSetting, type Setting } from './setting.ts'

const MODES: Readonly<Record<Setting['mode'], (setting: Setting) => Promise<void>>> = {
  scan,
  migrate: async (setting) => (await import('./migrate.ts')).migrate(setting),
  retire: async (setting) => (await import('./retire.ts')).retire(setting),
}

/** Runs the step. Whatever keeps it from finishing fails it, in one sentence. */
export async function main(): Promise<void> {
  try {
    const setting = readSetting(process.env)
    await MODES[setting.mode](setting)
  } catch (error) {
    setFailed(sentenceOf(error))
  }
}

/** A bug's message may repeat what was scanned, so only its name and place are told. */
function sentenceOf(error: unknown): string {
  if (error instanceof MayflyError) return visible(error.message)
  if (!(error instanceof Error)) return `Mayfly was stopped by a bug of its own (${typeof error})`
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => /^ {4}at /.test(line))
  return [`Mayfly was stopped by a bug of its own (${error.name})`, ...frames.slice(0, 8)].join('\n')
}
