import { expect, test } from '@jest/globals'
import { assigned } from '../../src/lib/assigned.ts'
import { Mint } from '../../src/lib/mint.ts'

const value = new Mint('assigned').hex(32)
const pattern = assigned({ names: ['datadog*key', '^dd_api_key'], value: '[0-9a-f]{32}' })

test.each([
  ['a shell', (text: string) => `export DD_API_KEY=${text}`],
  ['a shell with a default', (text: string) => `\${DD_API_KEY:-${text}}`],
  ['an option', (text: string) => `--dd-api-key ${text}`],
  ['YAML', (text: string) => `dd_api_key: ${text}`],
  ['YAML on the next line', (text: string) => `dd_api_key:\n  "${text}"`],
  ['Kubernetes', (text: string) => `- name: DD_API_KEY\n  value: "${text}"`],
  ['XML', (text: string) => `<add key="datadog.apiKey" value="${text}" />`],
  ['JSON', (text: string) => `{"DD_API_KEY": "${text}"}`],
  ['JSON in JSON', (text: string) => `"{\\"DD_API_KEY\\":\\"${text}\\"}"`],
  ['a list of variables', (text: string) => `{"name":"DD_API_KEY","value":"${text}"}`],
  ['a header', (text: string) => `-H "DD-API-KEY: ${text}"`],
  ['TypeScript', (text: string) => `const datadogApiKey: string = '${text}'`],
  ['Go', (text: string) => `ddApiKey := "${text}"`],
  ['Ruby', (text: string) => `:datadog_api_key => '${text}'`],
  ['Python', (text: string) => `os.environ["DD_API_KEY"] = "${text}"`],
  ['a fallback', (text: string) => `process.env.DD_API_KEY ?? '${text}'`],
  ['a call', (text: string) => `os.environ.get("DD_API_KEY", "${text}")`],
  ['aligned columns', (text: string) => `DD_API_KEY          = ${text}`],
  ['a longer name', (text: string) => `DATADOG_PROD_API_KEY_EU=${text}`],
])('a value is found that %s assigns', (_, write) => {
  expect(pattern.exec(write(value))?.groups?.['secret']).toBe(value)
})

test.each([
  ['the name is another', (text: string) => `ADD_API_KEY=${text}`],
  ['the name is only part of a sentence', (text: string) => `the datadog key is of this form, more or less: ${text}`],
  ['the value goes on', (text: string) => `DD_API_KEY=${text}0`],
  ['the value goes on behind a sign', (text: string) => `DD_API_KEY=${text}-${text}`],
  ['something stands before the value', (text: string) => `DD_API_KEY=sha256:${text}`],
  ['the value belongs to the next line', (text: string) => `DD_API_KEY=\n${text}`],
])('nothing is found where %s', (_, write) => {
  expect(pattern.exec(write(value))).toBeNull()
})
