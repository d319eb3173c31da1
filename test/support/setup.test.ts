import { get } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from '@jest/globals'

test.each([
  ['a socket', () => connect(443, 'example.com')],
  ['a socket by options', () => connect({ port: 443, host: '192.0.2.1' })],
  ['http', () => get('http://example.com/')],
])('%s to another machine is refused in every test', (_, reach) => {
  expect(reach).toThrow(/tests open no connection but to this machine/)
})

test('fetch to another machine is refused in every test', async () => {
  await expect(fetch('https://example.com/')).rejects.toThrow()
})
