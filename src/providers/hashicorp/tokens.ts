import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// A prefix and at least 24 characters: https://developer.hashicorp.com/vault/docs/concepts/tokens#token-formats. Service tokens
// of Vault 1.10 and later and all batch tokens are longer; in a namespace its five characters follow behind a dot.
const BODY = String.raw`[A-Za-z0-9_-]{24,500}(?:\.[A-Za-z0-9]{5})?(?![A-Za-z0-9_-])`

const vaultServiceToken: TokenKind = {
  id: 'hashicorp/vault-service-token',
  title: 'HashiCorp Vault service token',
  keywords: ['hvs.'],
  pattern: new RegExp(String.raw`(?<![A-Za-z0-9_.-])hvs\.${BODY}`),
  plausible: isRandom,
}

const vaultBatchToken: TokenKind = {
  id: 'hashicorp/vault-batch-token',
  title: 'HashiCorp Vault batch token',
  keywords: ['hvb.'],
  pattern: new RegExp(String.raw`(?<![A-Za-z0-9_.-])hvb\.${BODY}`),
  plausible: isRandom,
}

const vaultRecoveryToken: TokenKind = {
  id: 'hashicorp/vault-recovery-token',
  title: 'HashiCorp Vault recovery token',
  keywords: ['hvr.'],
  pattern: new RegExp(String.raw`(?<![A-Za-z0-9_.-])hvr\.${BODY}`),
  plausible: isRandom,
}

// Vault 1.9 and earlier: too little to know it by, without the name of Vault beside it.
const oldVaultToken: TokenKind = {
  id: 'hashicorp/vault-old-token',
  title: 'HashiCorp Vault token (old form)',
  keywords: ['vault'],
  pattern: assigned({ names: ['vault*token'], value: String.raw`[sbr]\.[A-Za-z0-9]{24}(?:\.[A-Za-z0-9]{5})?` }),
  plausible: isRandom,
}

// As in https://developer.hashicorp.com/terraform/cloud-docs/api-docs/user-tokens#create-a-user-token
const hcpTerraformToken: TokenKind = {
  id: 'hashicorp/hcp-terraform-token',
  title: 'HCP Terraform API token',
  keywords: ['.atlasv1.'],
  lookBehind: 14,
  pattern: /(?<![A-Za-z0-9_.-])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,72}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [
  vaultServiceToken,
  vaultBatchToken,
  vaultRecoveryToken,
  oldVaultToken,
  hcpTerraformToken,
]

/** Not a stand-in, and not the name of a property either, which has few capitals and rarely a digit. */
function isRandom(text: string): boolean {
  return !isSample(text) && (/\d/.test(text) || text.replaceAll(/[^A-Z]/g, '').length > 5)
}
