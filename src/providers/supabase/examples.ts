import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'supabase/access-token',
      make(mint) {
        const secret = `sbp_${mint.hex(40)}`
        return { text: `SUPABASE_ACCESS_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'supabase/access-token',
      make(mint) {
        const secret = `sbp_oauth_${mint.hex(40)}`
        return { text: `Authorization: Bearer ${secret}`, secret }
      },
    },
    {
      kind: 'supabase/secret-key',
      make(mint) {
        const secret = `sb_secret_${mint.base62(22)}_${mint.base62(8)}`
        return { text: `createClient(url, '${secret}')`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `sbp_${mint.hex(39)}` },
    { why: 'it goes on after the token', make: (mint) => `sbp_${mint.hex(41)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_sbp_${mint.hex(40)}` },
    { why: 'a placeholder', make: () => `sb_secret_${'x'.repeat(31)}` },
    { why: 'a publishable key, which is no secret', make: (mint) => `sb_publishable_${mint.base62(31)}` },
  ],
}
