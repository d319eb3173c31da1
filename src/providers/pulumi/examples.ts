import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'pulumi/access-token',
      make(mint) {
        const secret = `pul-${mint.hex(40)}`
        return { text: `PULUMI_ACCESS_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'pulumi/access-token',
      make(mint) {
        const secret = `pul-${mint.hex(40)}`
        return { text: `{"accessToken":"${secret}"}`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `pul-${mint.hex(39)}` },
    { why: 'it goes on after the token', make: (mint) => `pul-${mint.hex(41)}` },
    { why: 'it stands inside a longer word', make: (mint) => `im-pul-${mint.hex(40)}` },
    { why: 'a placeholder', make: () => `pul-${'0'.repeat(40)}` },
    { why: 'a commit beside the name', make: (mint) => `uses: pulumi/actions@${mint.hex(40)}` },
  ],
}
