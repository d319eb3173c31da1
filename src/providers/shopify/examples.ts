import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'shopify/access-token',
      make(mint) {
        const secret = `shpat_${mint.hex(32)}`
        return { text: `X-Shopify-Access-Token: ${secret}\n`, secret }
      },
    },
    {
      kind: 'shopify/custom-app-token',
      make(mint) {
        const secret = `shpca_${mint.hex(32)}`
        return { text: `SHOPIFY_TOKEN='${secret}'`, secret }
      },
    },
    {
      kind: 'shopify/private-app-token',
      make(mint) {
        const secret = `shppa_${mint.hex(32)}`
        return { text: `https://apikey:${secret}@sample.myshopify.com/admin/shop.json`, secret }
      },
    },
    {
      kind: 'shopify/app-secret',
      make(mint) {
        const secret = `shpss_${mint.hex(32)}`
        return { text: `SHOPIFY_API_SECRET=${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `shpat_${mint.hex(31)}` },
    { why: 'it goes on after the token', make: (mint) => `shpat_${mint.hex(33)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_shpss_${mint.hex(32)}` },
    { why: 'a placeholder', make: () => `shpat_${'0'.repeat(32)}` },
    { why: 'a hash of the same length', make: (mint) => `shopify-cli md5 ${mint.hex(32)}` },
  ],
}
