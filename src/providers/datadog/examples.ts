import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'datadog/api-key',
      make(mint) {
        const secret = mint.hex(32)
        return { text: `docker run -e DD_API_KEY=${secret} -e DD_SITE=datadoghq.eu datadog/agent`, secret }
      },
    },
    {
      kind: 'datadog/api-key',
      make(mint) {
        const secret = mint.hex(32)
        return { text: `    env:\n      - name: DD_API_KEY\n        value: "${secret}"\n`, secret }
      },
    },
    {
      kind: 'datadog/api-key',
      make(mint) {
        const secret = mint.hex(32)
        return { text: `const datadogApiKey: string = '${secret}'`, secret }
      },
    },
    {
      kind: 'datadog/application-key',
      make(mint) {
        const secret = mint.hex(40)
        return { text: `-H "DD-APPLICATION-KEY: ${secret}"`, secret }
      },
    },
    {
      kind: 'datadog/application-key',
      make(mint) {
        const secret = mint.hex(40)
        return { text: `datadog_app_key = "${secret}"\n`, secret }
      },
    },
    {
      kind: 'datadog/application-key-prefixed',
      make(mint) {
        const secret = `ddapp_${mint.base62(34)}`
        return { text: `{"appKey":"${secret}"}`, secret }
      },
    },
    {
      kind: 'datadog/personal-token',
      make(mint) {
        const secret = `ddpat_${mint.base62(22)}_${mint.base62(49)}`
        return { text: `Authorization: Bearer ${secret}`, secret }
      },
    },
    {
      kind: 'datadog/service-token',
      make(mint) {
        const secret = `ddsat_${mint.base62(21)}_${mint.base62(49)}`
        return { text: `DD_APP_KEY=${secret}\n`, secret }
      },
    },
  ],
  ignored: [
    { why: 'an API key that is too short', make: (mint) => `DD_API_KEY=${mint.hex(31)}` },
    { why: 'an API key that is too long', make: (mint) => `DD_API_KEY=${mint.hex(64)}` },
    { why: 'a placeholder', make: () => `DD_API_KEY=${'0'.repeat(32)} DD_APP_KEY=${'x'.repeat(40)}` },
    { why: 'a name that only ends alike', make: (mint) => `ADD_API_KEY=${mint.hex(32)}` },
    { why: 'a hash beside the name', make: (mint) => `datadog-agent_7.60.0.deb md5sum ${mint.hex(32)}` },
    { why: 'a commit beside the name', make: (mint) => `uses: DataDog/agent-github-action@${mint.hex(40)}` },
    { why: 'a name in code', make: () => 'function ddapp_initialize_the_application_with_a_key() {}' },
    { why: 'a variable instead of a key', make: () => 'DD_API_KEY: ${{ secrets.DD_API_KEY }}' },
  ],
}
