import { assigned, assignment } from '../../lib/assigned.ts'
import { fingerprint } from '../../lib/fingerprint.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

const KEY_OF_512_BITS = '[A-Za-z0-9+/]{86}=='
const KEY_OF_256_BITS = '[A-Za-z0-9+/]{43}='

// The keys of the emulators are the same for everyone, and documented, so they are told by their fingerprints.
// https://learn.microsoft.com/en-us/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
// https://learn.microsoft.com/en-us/azure/cosmos-db/emulator#authentication
const EMULATORS = ['mf1_2f88e6541d9ab01cd99eb35daee79048', 'mf1_2ca3ba44a5643bfe3b3db635668a6014']

// 512 bits in base64: https://learn.microsoft.com/en-us/purview/sit-defn-azure-storage-account-access-key
export const storageKey: TokenKind = {
  id: 'azure/storage-key',
  title: 'Azure storage account key',
  keywords: ['accountkey', 'account_key', 'account-key', 'account key', 'account.key', 'storage'],
  pattern: assigned({ names: ['account_key', 'storage*key'], value: KEY_OF_512_BITS }),
  parts: [
    { name: 'account', pattern: /account_?name["']?\s{0,4}[=:]\s{0,4}["']?(?<secret>[a-z0-9]{3,24})(?![A-Za-z0-9])/i, within: 3, required: false },
  ],
  plausible,
}

// https://learn.microsoft.com/en-us/purview/sit-defn-azure-cosmos-db-account-access-key
export const cosmosKey: TokenKind = {
  id: 'azure/cosmos-key',
  title: 'Azure Cosmos DB account key',
  keywords: ['AccountEndpoint', 'cosmos', 'documentdb'],
  pattern: new RegExp(
    String.raw`(?:AccountEndpoint=https://[a-z0-9.:\-]{4,100}/?;AccountKey=|`
      + `${assignment(['cosmos*key', 'documentdb*key'])})(?<secret>${KEY_OF_512_BITS})(?![\\w+/=-])`,
  ),
  plausible,
}

// Service Bus, Event Hubs, IoT Hub and others: https://learn.microsoft.com/en-us/purview/sit-defn-azure-service-bus-shared-access-signature
export const sharedAccessKey: TokenKind = {
  id: 'azure/shared-access-key',
  title: 'Azure shared access key',
  keywords: ['SharedAccessKey', 'shared_access_key', 'shared-access-key', 'shared access key'],
  pattern: assigned({ names: ['shared_access_key'], value: KEY_OF_256_BITS }),
  parts: [
    { name: 'endpoint', pattern: /(?<=Endpoint=)sb:\/\/[a-z0-9.-]{4,100}(?![a-z0-9.-])|(?<=HostName=)[a-z0-9.-]{4,100}(?![a-z0-9.-])/i, within: 3, required: false },
  ],
  plausible,
}

function plausible(text: string): boolean {
  return !isSample(text) && !EMULATORS.includes(fingerprint(text, 'full'))
}
