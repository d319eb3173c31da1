import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'databricks/personal-token',
      make(mint) {
        const secret = `dapi${mint.hex(32)}`
        return { text: `[DEFAULT]\nhost = https://sample.cloud.databricks.com\ntoken = ${secret}\n`, secret }
      },
    },
    {
      kind: 'databricks/personal-token',
      make(mint) {
        const secret = `dapi${mint.hex(32)}-2`
        return { text: `DATABRICKS_TOKEN="${secret}"`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `dapi${mint.hex(31)}` },
    { why: 'it goes on after the token', make: (mint) => `dapi${mint.hex(40)}` },
    { why: 'it stands inside a longer word', make: (mint) => `ldapi${mint.hex(32)}` },
    { why: 'a placeholder', make: () => `dapi${'0'.repeat(32)}` },
  ],
}
