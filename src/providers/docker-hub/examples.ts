import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'docker-hub/personal-token',
      make(mint) {
        const secret = personal(mint)
        return { text: `echo "${secret}" | docker login -u octocat --password-stdin`, secret }
      },
    },
    {
      kind: 'docker-hub/personal-token',
      make(mint) {
        const secret = personal(mint)
        return { text: `DOCKERHUB_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'docker-hub/organization-token',
      make(mint) {
        const secret = `dckr_oat_${mint.chars(ALPHABET.base64url, 32)}`
        return { text: `  username: octo-org\n  password: '${secret}'\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => personal(mint).slice(0, -1) },
    { why: 'it goes on after the token', make: (mint) => `${personal(mint)}x` },
    { why: 'it stands inside a longer name', make: (mint) => `x${personal(mint)}` },
    { why: 'a placeholder', make: () => `dckr_pat_${'x'.repeat(27)}` },
    { why: 'a placeholder of an organization', make: () => `dckr_oat_your_${'token-goes-here-'.repeat(2)}` },
  ],
}

function personal(mint: Mint): string {
  return `dckr_pat_${mint.chars(ALPHABET.base64url, 27)}`
}
