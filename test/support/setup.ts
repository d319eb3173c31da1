// No test reaches anything but this machine: nock refuses every other connection, in every file.
import { afterAll, afterEach, beforeEach } from '@jest/globals'
import nock from 'nock'

if (!nock.isActive()) nock.activate()
beforeEach(() => {
  nock.disableNetConnect()
  nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/)
})
afterEach(() => nock.cleanAll())
afterAll(() => nock.restore())
