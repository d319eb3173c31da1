import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'vercel/personal-token',
      make(mint) {
        const secret = `vcp_${mint.base62(54)}Z7`
        return { text: `VERCEL_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'vercel/integration-token',
      make(mint) {
        const secret = `vci_${mint.base62(54)}Z7`
        return { text: `{"token":"${secret}"}`, secret }
      },
    },
    {
      kind: 'vercel/app-token',
      make(mint) {
        const secret = `vca_${mint.base62(54)}Z7`
        return { text: `Authorization: Bearer ${secret}`, secret }
      },
    },
    {
      kind: 'vercel/app-refresh-token',
      make(mint) {
        const secret = `vcr_${mint.base62(54)}Z7`
        return { text: `refresh_token: '${secret}'`, secret }
      },
    },
    {
      kind: 'vercel/api-key',
      make(mint) {
        const secret = `vck_${mint.base62(54)}Z7`
        return { text: `AI_GATEWAY_API_KEY="${secret}"`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `vcp_${mint.base62(20)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_vcp_${mint.base62(56)}` },
    { why: 'a placeholder', make: () => `vcp_${'x'.repeat(56)}` },
    { why: 'a name in code', make: () => 'vcr_recordalltherequestsofthisserver' },
  ],
}
