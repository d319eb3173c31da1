import { afterAll, beforeAll, describe } from '@jest/globals'
import { openStore, type Store } from '../../src/ledger/store.ts'
import { pgliteFolders, postgresServer } from './databases.ts'
import { deliverySuite, recordSuite } from './suites/ledger-suite.ts'
import { migrationSuite } from './suites/migration-suite.ts'
import { killSuite } from './suites/kill-suite.ts'
import { crowdSuite, failureSuite, orderSuite, stopSuite } from './suites/queue-suite.ts'
import { actSuite, cleanBlobSuite, findingSuite } from './suites/rows-suite.ts'
import { progressSuite } from './suites/progress-suite.ts'
import { errorSuite, statementSuite } from './suites/statement-suite.ts'
import { notifySuite, threadSuite } from './suites/thread-suite.ts'

const folders = pgliteFolders()
const server = postgresServer()

afterAll(async () => {
  await folders.close()
  await server.close()
}, 30_000)

describe.each([['PGlite', folders], ['PostgreSQL', server]] as const)('on %s', (_, database) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await database.fresh())
  }, 60_000)
  afterAll(() => store.close(), 30_000)

  function use(): Store {
    return store
  }

  describe('statements', () => statementSuite(use))
  describe('errors', () => errorSuite(use))
  describe('deliveries', () => deliverySuite(use))
  describe('ranges, verdicts and proposals', () => recordSuite(use))
  describe('findings', () => findingSuite(use))
  describe('acts', () => actSuite(use))
  describe('clean blobs', () => cleanBlobSuite(use))
  describe('a migration', () => progressSuite(use))
  describe('threads', () => threadSuite(use))
  describe('threads that wait for each other', () => notifySuite(use))
  describe('what the queue runs when', () => orderSuite(use))
  describe('a queue of many', () => crowdSuite(use))
  describe('jobs that fail', () => failureSuite(use))
  describe('a queue that stops', () => stopSuite(use))
  describe('migrations', () => migrationSuite(database))
})

describe('an embedded store whose process is killed', () => killSuite(folders))
