import type { Args, Command } from './command.ts'
import { wrong } from './read-args.ts'
import { print, say } from './terminal.ts'

const help: Omit<Command, 'run'> = {
  name: 'serve',
  takes: '',
  positionals: 0,
  says: 'runs the GitHub App: answers webhooks, works on them, keeps the ledger',
  about: [
    'It is configured by the environment: APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET; DATABASE_URL for PostgreSQL instead of the embedded database. It says what is missing.',
    'SIGINT or SIGTERM ends it: it answers no more, and lets what it is doing come to its end.',
  ],
  options: {
    port: { takes: 'PORT', says: '3000 unless told (or PORT)' },
    host: { takes: 'HOST', says: 'the address to listen on; 127.0.0.1 unless told (or HOST)' },
    data: { takes: 'FOLDER', says: 'where the embedded database lies' },
  },
  examples: [{ line: 'APP_ID=1 PRIVATE_KEY_PATH=app.pem WEBHOOK_SECRET=… mayfly serve --port 8080', says: 'behind a proxy that speaks TLS' }],
  exits: [
    { code: 0, says: 'it was asked to end' },
    { code: 2, says: 'wrong use' },
    { code: 3, says: 'it could not start, or not go on; the message says what is missing' },
  ],
}

export const serve: Command = { ...help, run }

async function run({ values: { port, host, data } }: Args): Promise<number> {
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536)) throw wrong(`--port is a number below 65536, not ${JSON.stringify(port)}`, help)
  const server = await import('../server.ts')
  const serving = await server.serve({
    env: process.env,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(host === undefined ? {} : { host }),
    ...(data === undefined ? {} : { data }),
  })
  const end = Promise.race([askedToEnd(), serving.lost.then(() => 'lost' as const)])
  await print(`listening on ${serving.url}\n`)
  const how = await end
  await say(how === 'asked' ? 'mayfly: ending' : LOST)
  await serving.stop()
  return how === 'asked' ? 0 : 3
}

const LOST = 'mayfly: the embedded database has ended unasked, and nothing can be kept without it. Start mayfly serve again: what it kept is still there.'

function askedToEnd(): Promise<'asked'> {
  const { promise, resolve } = Promise.withResolvers<'asked'>()
  process.removeAllListeners('SIGINT')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('asked'))
  return promise
}
