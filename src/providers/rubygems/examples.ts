import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'rubygems/api-key',
      make(mint) {
        const secret = `rubygems_${mint.hex(48)}`
        return { text: `---\n:rubygems_api_key: ${secret}\n`, secret }
      },
    },
    {
      kind: 'rubygems/api-key',
      make(mint) {
        const secret = `rubygems_${mint.hex(48)}`
        return { text: `GEM_HOST_API_KEY='${secret}' gem push pkg/sample-1.0.gem`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `rubygems_${mint.hex(47)}` },
    { why: 'it is too long', make: (mint) => `rubygems_${mint.hex(49)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_rubygems_${mint.hex(48)}` },
    { why: 'a placeholder', make: () => `rubygems_${'0'.repeat(48)}` },
    { why: 'a name in a gemspec', make: () => 's.metadata["rubygems_mfa_required"] = "true"; rubygems_version: 3.5.22' },
  ],
}
