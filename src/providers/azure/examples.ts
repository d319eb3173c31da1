import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'azure/client-secret',
      make(mint) {
        const secret = clientSecret(mint)
        return { text: `AZURE_CLIENT_SECRET=${secret}\nAZURE_TENANT_ID=\n`, secret }
      },
    },
    {
      kind: 'azure/client-secret',
      make(mint) {
        const secret = clientSecret(mint).slice(0, 36) + 'a'
        return { text: `{"clientSecret":"${secret}"}`, secret }
      },
    },
    {
      kind: 'azure/storage-key',
      make(mint) {
        const secret = key(mint)
        return {
          text: `DefaultEndpointsProtocol=https;AccountName=sampleaccount;AccountKey=${secret};EndpointSuffix=core.windows.net`,
          secret, parts: { account: 'sampleaccount' },
        }
      },
    },
    {
      kind: 'azure/storage-key',
      make(mint) {
        const secret = key(mint)
        return { text: `export AZURE_STORAGE_KEY="${secret}"\n`, secret }
      },
    },
    {
      kind: 'azure/cosmos-key',
      make(mint) {
        const secret = key(mint)
        return { text: `AccountEndpoint=https://sample.documents.azure.com:443/;AccountKey=${secret};`, secret }
      },
    },
    {
      kind: 'azure/cosmos-key',
      make(mint) {
        const secret = key(mint)
        return { text: `const COSMOS_DB_KEY = '${secret}'`, secret }
      },
    },
    {
      kind: 'azure/shared-access-key',
      make(mint) {
        const secret = mint.bytes(32).toString('base64')
        return {
          text: `Endpoint=sb://sample.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${secret};EntityPath=orders`,
          secret, parts: { endpoint: 'sb://sample.servicebus.windows.net' },
        }
      },
    },
    {
      kind: 'azure/sas',
      make(mint) {
        const secret = `sv=2024-11-04&ss=b&srt=sco&sp=rwdlac&se=2030-01-01T00:00:00Z&st=2026-01-01T00:00:00Z&spr=https&sig=${signature(mint)}`
        return { text: `wget "https://sample.blob.core.windows.net/files?${secret}"`, secret }
      },
    },
    {
      kind: 'azure/sas',
      make(mint) {
        const secret = `sp=r&st=2026-01-01T00:00:00Z&se=2030-01-01T00:00:00Z&spr=https&sv=2024-11-04&sr=b&sig=${signature(mint)}`.replaceAll('&', '\\u0026')
        return { text: `{"url":"https://sample.blob.core.windows.net/files/a.zip?${secret}"}`, secret }
      },
    },
    {
      kind: 'azure/sas',
      make(mint) {
        const secret = `sig=${signature(mint)}&se=2030-01-01&sv=2024-11-04&sp=rl&sr=c`
        return { text: `https://sample.blob.core.windows.net/files?comp=list&restype=container&st=2026-01-01&${secret} `, secret: `st=2026-01-01&${secret}` }
      },
    },
    {
      kind: 'azure/messaging-sas',
      make(mint) {
        const secret = `sr=sb%3A%2F%2Fsample.servicebus.windows.net%2F&sig=${signature(mint)}&se=1893456000&skn=sender`
        return { text: `Authorization: SharedAccessSignature ${secret}\n`, secret }
      },
    },
    {
      kind: 'azure/devops-pat',
      make(mint) {
        const secret = devopsToken(mint)
        return { text: `git clone https://anything:${secret}@dev.azure.com/octo-org/_git/site`, secret }
      },
    },
    {
      kind: 'azure/devops-pat-old',
      make(mint) {
        const secret = `${mint.chars('abcdefghijklmnopqrstuvwxyz234567', 51)}7`
        return { text: `- name: AZURE_DEVOPS_EXT_PAT\n  value: ${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'a client secret that is too short', make: (mint) => clientSecret(mint).slice(0, 36) },
    { why: 'a client secret that goes on', make: (mint) => `${clientSecret(mint)}${mint.base62(3)}` },
    { why: 'a client secret inside a longer word', make: (mint) => `x${clientSecret(mint)}` },
    { why: 'a placeholder of a client secret', make: () => `abc8Q~${'x'.repeat(34)}` },
    { why: 'the key of the storage emulator', make: () => `AccountKey=${Buffer.from(EMULATOR_KEY, 'hex').toString('base64')}` },
    { why: '512 bits without a word of whose they are', make: (mint) => `"integrity": "sha512-${key(mint)}"` },
    { why: 'half a storage key', make: (mint) => `AccountKey=${key(mint).slice(40)}` },
    { why: 'the hash of a key', make: (mint) => `StorageAccountKeyHash=${mint.hex(64)}` },
    { why: 'a signature without a version', make: (mint) => `https://example.com/a?se=2030-01-01&sp=r&sig=${signature(mint)}` },
    { why: 'a signature that is none', make: () => 'https://sample.blob.core.windows.net/a?sv=2024-11-04&se=2030-01-01&sig=abcdefg' },
    { why: 'a placeholder of a signature', make: () => `sv=2024-11-04&sp=r&sig=${'x'.repeat(43)}%3D` },
    { why: 'a personal token with its sign at another place', make: (mint) => `${mint.base62(75)}AZDO${mint.base62(5)}` },
    { why: 'a personal token inside longer base64', make: (mint) => `${devopsToken(mint)}/${mint.base62(30)}` },
    { why: '52 letters that nobody names', make: (mint) => `value: ${mint.chars('abcdefghijklmnopqrstuvwxyz234567', 52)}` },
  ],
}

// The well-known key, in hex, so that it does not look like one here.
const EMULATOR_KEY = '11bcbcbdd334db134e72a165a94c093cb96612d9420d7275394cc54f9d2e4916'
  + '7a205b2e16ad94544ac2cf823ab6afcad526453d33adaff2811c17a4b2818c1b'

function clientSecret(mint: Mint): string {
  return `${mint.base62(3)}8Q~${mint.chars(ALPHABET.alnum + '_~.-', 33)}z`
}

function key(mint: Mint): string {
  return mint.bytes(64).toString('base64')
}

function signature(mint: Mint): string {
  return encodeURIComponent(mint.bytes(32).toString('base64'))
}

function devopsToken(mint: Mint): string {
  return `${mint.base62(76)}AZDO${mint.base62(4)}`
}
