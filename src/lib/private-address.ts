import { BlockList, isIP } from 'node:net'

/** Whether a host, as an address or as it stands in a URL, is an address that no public service answers from; false for a name. */
export function isPrivateAddress(host: string): boolean {
  // In a URL an IPv6 address stands in brackets.
  const address = host.replace(/^\[(.{1,64})\]$/, '$1')
  return privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

const privateRanges = new BlockList()
// Special-purpose ranges: RFC 6890. An IPv4 address within an IPv6 one (::ffff:10.0.0.1) is looked up as the former.
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) privateRanges.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [['::', 128], ['::1', 128], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) {
  privateRanges.addSubnet(net, bits, 'ipv6')
}
