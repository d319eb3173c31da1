import { expect, test } from '@jest/globals'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { provider } from '../../src/providers/npm/index.ts'

test('npm\'s registry is a host, and one that npm\'s tokens may be shown to', () => {
  expect(new URL(`https://${NPM_HOST}/`).host).toBe(NPM_HOST)
  expect(provider.hosts).toContain(NPM_HOST)
})
