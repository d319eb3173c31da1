import { expect, test } from '@jest/globals'
import { MayflyError } from '../../src/lib/errors.ts'
import { httpOf } from '../../src/lib/stand-ins.ts'
import { startVendor } from '../support/vendor.ts'

test('a host is answered by the server that stands in for it', async () => {
  const vendor = await startVendor(() => ({ status: 204 }))
  const http = httpOf(JSON.stringify({ 'api.vendor.test': vendor.origin }))
  expect(await http.send({ method: 'GET', url: 'https://api.vendor.test/me' }, ['api.vendor.test'])).toMatchObject({ status: 204 })
  expect(vendor.asked).toEqual(['GET api.vendor.test/me'])
})

test('without any, nobody on this machine is asked', async () => {
  expect(await httpOf(undefined).send({ method: 'GET', url: 'https://localhost/me' }, ['localhost'])).toBe('private-address')
})

test.each(['', 'x', '[]', 'null', '7', '{"a.test":"https://127.0.0.1:1"}', '{"a.test":"http://example.com:80"}', '{"a.test":1}'])('%j is refused', (text) => {
  expect(() => httpOf(text)).toThrow(MayflyError)
  expect(() => httpOf(text)).toThrow(/^MAYFLY_STAND_INS: JSON of host/)
})
