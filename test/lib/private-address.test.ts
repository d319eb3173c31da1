import { expect, test } from '@jest/globals'
import { isPrivateAddress } from '../../src/lib/private-address.ts'

test.each([
  '0.0.0.0', '10.0.0.0', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1',
  '172.31.255.255', '192.0.0.1', '192.168.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
  '::', '::1', '[::1]', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'febf::1', 'ff02::1', '::ffff:10.0.0.1', '[::ffff:7f00:1]',
])('%s is private', (host) => {
  expect(isPrivateAddress(host)).toBe(true)
})

test.each([
  '1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '128.0.0.1', '172.15.255.255', '172.32.0.0', '192.167.255.255',
  '192.0.1.1', '198.17.255.255', '198.20.0.0', '223.255.255.255', '2606:4700::1111', '[2606:4700::1111]', '::ffff:1.1.1.1',
])('%s is public', (host) => {
  expect(isPrivateAddress(host)).toBe(false)
})

test.each(['localhost', '10.example.com', '', '[not an address]', '127.0.0.1.example.com'])('%j is no address', (host) => {
  expect(isPrivateAddress(host)).toBe(false)
})
