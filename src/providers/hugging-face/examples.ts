import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    plain('hugging-face/user-token', (mint) => `hf_${letters(mint)}`),
    {
      kind: 'hugging-face/user-token',
      make(mint) {
        const secret = `hf_${letters(mint)}`
        return { text: `git remote add hub https://octocat:${secret}@huggingface.co/octocat/site`, secret }
      },
    },
    plain('hugging-face/organization-token', (mint) => `api_org_${letters(mint)}`),
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `hf_${letters(mint).slice(0, 20)}` },
    { why: 'it stands inside a longer word', make: (mint) => `x_hf_${letters(mint)}` },
    { why: 'a placeholder', make: () => `hf_${'x'.repeat(34)}` },
    { why: 'a function in code', make: () => 'from huggingface_hub import hf_hub_download, hf_raise_for_status' },
    { why: 'a name in lower case', make: (mint) => `hf_${mint.chars(ALPHABET.lower, 34)}` },
  ],
}

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `HF_TOKEN=${secret}\n`, secret }
    },
  }
}

function letters(mint: Mint): string {
  return mint.chars(ALPHABET.upper + ALPHABET.lower, 34)
}
