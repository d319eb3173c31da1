import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import { httpOf } from '../lib/stand-ins.ts'

/** All that `mayfly serve` is told, from the environment and the command line. It crosses to the work thread as it is. */
export interface Config {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** REST's address. */
  readonly baseUrl: string
  readonly pace: 'gentle' | 'none'
  readonly host: string
  readonly port: number
  readonly webhookPath: string
  readonly store: { readonly url: string } | { readonly folder: string }
  /** For tests: JSON, host → the server on this machine that stands in for it. */
  readonly standIns: string | undefined
  readonly jobs: number
}

export interface ServeOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly port?: number
  readonly host?: string
  /** The folder of the embedded database. */
  readonly data?: string
}

/** Reads and checks the whole configuration at once. Throws MayflyError('config') that lists everything that is missing. */
export function readConfig({ env, port, host, data }: ServeOptions): Config {
  const problems: string[] = []
  const appId = Number(env['APP_ID'] ?? Number.NaN)
  if (!Number.isSafeInteger(appId)) problems.push(`APP_ID: the App's numeric id is needed, found ${env['APP_ID'] ?? 'nothing'}`)
  const privateKey = keyOf(env) ?? ''
  if (!privateKey.includes('PRIVATE KEY')) problems.push('PRIVATE_KEY or PRIVATE_KEY_PATH: the App\'s private key in PEM form is needed')
  const webhookSecret = env['WEBHOOK_SECRET'] ?? ''
  // Without one anybody could send deliveries; probot would silently fall back to a well-known word.
  if (webhookSecret.length < 16) problems.push('WEBHOOK_SECRET: a secret of at least 16 characters is needed, the same as in the App\'s settings')
  const pace = env['GITHUB_PACE'] ?? 'gentle'
  if (pace !== 'gentle' && pace !== 'none') problems.push(`GITHUB_PACE: gentle or none is expected, found ${pace}`)
  httpOf(env['MAYFLY_STAND_INS'])
  if (problems.length > 0) throw new MayflyError('config', `mayfly serve cannot start:\n${problems.map((line) => `  - ${line}`).join('\n')}`)
  return {
    appId,
    privateKey,
    webhookSecret,
    baseUrl: env['GITHUB_API_URL'] ?? (env['GHE_HOST'] === undefined ? 'https://api.github.com' : `https://${env['GHE_HOST']}/api/v3`),
    pace: pace === 'none' ? 'none' : 'gentle',
    host: host ?? env['HOST'] ?? '127.0.0.1',
    port: port ?? Number(env['PORT'] ?? 3000),
    webhookPath: env['WEBHOOK_PATH'] ?? '/api/github/webhooks',
    store: env['DATABASE_URL'] === undefined ? { folder: resolve(data ?? env['MAYFLY_DATA'] ?? '.mayfly/db') } : { url: env['DATABASE_URL'] },
    standIns: env['MAYFLY_STAND_INS'],
    jobs: Number(env['MAYFLY_JOBS'] ?? 4),
  }
}

function keyOf(env: ServeOptions['env']): string | undefined {
  const path = env['PRIVATE_KEY_PATH']
  if (env['PRIVATE_KEY'] !== undefined) return env['PRIVATE_KEY'].replaceAll(String.raw`\n`, '\n')
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new MayflyError('config', `PRIVATE_KEY_PATH: ${path} cannot be read`)
  }
}
