import { expect, test } from '@jest/globals'
import { originOf } from '../../src/repo/remote.ts'
import { TestRepo } from '../support/git.ts'

test.each([
  ['https', 'https://github.com/acme/shop.git', 'https://github.com'],
  ['https with credentials and a port', 'https://someone:word@git.example:8443/acme/shop', 'https://git.example'],
  ['a name of the own network', 'https://forge/acme/shop', 'https://forge'],
  ['ssh', 'git@github.com:acme/shop.git', 'https://github.com'],
  ['ssh to another server', 'ssh://git@git.example:2222/acme/shop.git', 'https://git.example'],
  ['ssh by way of port 443', 'ssh://git@ssh.github.com:443/acme/shop.git', 'https://github.com'],
  ['a name that a person gave an account', 'git@github-work:acme/shop.git', 'https://github.com'],
])('the server is known by %s', async (_, url, server) => {
  const repo = new TestRepo()
  repo.git('remote', 'add', 'origin', url)
  expect(await originOf(repo.folder)).toEqual({ server, owner: 'acme', name: 'shop' })
})

test.each([['a folder', '/srv/acme/shop'], ['an address without an owner', 'https://git.example/shop']])('%s tells of none', async (_, url) => {
  const repo = new TestRepo()
  repo.git('remote', 'add', 'origin', url)
  expect(await originOf(repo.folder)).toBeUndefined()
})
