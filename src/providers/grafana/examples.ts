import { crc32 } from '../../lib/crc32.ts'
import type { Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'grafana/service-account-token',
      make(mint) {
        const secret = serviceAccount(mint)
        return { text: `curl -H "Authorization: Bearer ${secret}" https://grafana.example.com/api/org`, secret }
      },
    },
    {
      kind: 'grafana/service-account-token',
      make(mint) {
        const secret = serviceAccount(mint)
        return { text: `GRAFANA_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'grafana/cloud-token',
      make(mint) {
        const secret = cloud({ o: '471147', n: 'stack-4711-writer', k: mint.base62(24), m: { r: 'eu' } })
        return { text: `  password: ${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'the checksum is wrong', make: (mint) => spoiled(serviceAccount(mint)) },
    { why: 'it is too short', make: (mint) => serviceAccount(mint).slice(0, -1) },
    { why: 'it stands inside a longer name', make: (mint) => `my_${serviceAccount(mint)}` },
    { why: 'a placeholder', make: () => `glsa_${'x'.repeat(32)}_${'0'.repeat(8)}` },
    { why: 'a token for Grafana Cloud that holds no key', make: () => cloud({ o: '471147', n: 'a-name-that-is-rather-long-but-no-key' }) },
  ],
}

function serviceAccount(mint: Mint): string {
  const body = `glsa_${mint.base62(32)}`
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(body))
  return `${body}_${bytes.toString('hex')}`
}

function spoiled(token: string): string {
  return token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')
}

function cloud(payload: object): string {
  return `glc_${Buffer.from(JSON.stringify(payload)).toString('base64')}`
}
