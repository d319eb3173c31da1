import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'hashicorp/vault-service-token',
      make(mint) {
        const secret = `hvs.${body(mint, 24)}`
        return { text: `export VAULT_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'hashicorp/vault-service-token',
      make(mint) {
        const secret = `hvs.CAESI${body(mint, 90)}`
        return { text: `"client_token": "${secret}",`, secret }
      },
    },
    {
      kind: 'hashicorp/vault-batch-token',
      make(mint) {
        const secret = `hvb.AAAAAQ${mint.chars(ALPHABET.base64url, 150)}Z7`
        return { text: `X-Vault-Token: ${secret}\r\n`, secret }
      },
    },
    {
      kind: 'hashicorp/vault-recovery-token',
      make(mint) {
        const secret = `hvr.${body(mint, 24)}`
        return { text: `Recovery token: ${secret}`, secret }
      },
    },
    {
      kind: 'hashicorp/vault-old-token',
      make(mint) {
        const secret = `s.${body(mint, 24)}`
        return { text: `  VAULT_TOKEN: "${secret}"\n`, secret }
      },
    },
    {
      kind: 'hashicorp/hcp-terraform-token',
      make(mint) {
        const secret = terraform(mint)
        return { text: `credentials "app.terraform.io" {\n  token = "${secret}"\n}\n`, secret }
      },
    },
    {
      kind: 'hashicorp/hcp-terraform-token',
      make(mint) {
        const secret = terraform(mint)
        return { text: `TF_TOKEN_app_terraform_io=${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `VAULT_TOKEN=hvs.${mint.base62(23)}` },
    { why: 'it stands inside a longer name', make: (mint) => `x.hvs.${body(mint, 24)}` },
    { why: 'a placeholder', make: () => `VAULT_TOKEN=hvs.${'x'.repeat(24)}` },
    { why: 'the old form without a word of Vault', make: (mint) => `value = s.${body(mint, 24)}` },
    { why: 'a property of an object', make: () => 'const token = vaultToken = s.aLongNameOfSomePropertyOf' },
    { why: 'half of a token for HCP Terraform', make: (mint) => terraform(mint).slice(0, 60) },
    { why: 'a token for HCP Terraform inside a longer word', make: (mint) => `x${terraform(mint)}` },
    { why: 'a placeholder for HCP Terraform', make: () => `${'x'.repeat(14)}.atlasv1.${'z'.repeat(67)}` },
  ],
}

function body(mint: Mint, length: number): string {
  return mint.base62(length)
}

function terraform(mint: Mint): string {
  return `${mint.base62(14)}.atlasv1.${mint.base62(67)}`
}
