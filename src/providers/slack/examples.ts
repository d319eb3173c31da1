import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    plain('slack/bot-token', bot),
    plain('slack/bot-token', (mint) => `xoxb-${digits(mint)}-${mint.base62(24)}`),
    plain('slack/user-token', (mint) => `xoxp-${digits(mint)}-${digits(mint)}-${digits(mint)}-${mint.hex(32)}`),
    plain('slack/rotated-token', (mint) => `xoxe.xoxb-1-${mint.base62(163)}`),
    plain('slack/rotated-token', (mint) => `xoxe.xoxp-1-${mint.base62(163)}`),
    plain('slack/refresh-token', (mint) => `xoxe-1-${mint.base62(146)}`),
    plain('slack/app-token', (mint) => `xapp-1-A${id(mint)}-${digits(mint)}-${mint.hex(64)}`),
    plain('slack/legacy-token', (mint) => `xoxs-${digits(mint)}-${digits(mint)}-${mint.hex(10)}`),
    plain('slack/legacy-token', (mint) => `xoxa-2-${digits(mint)}-${digits(mint)}-${mint.hex(32)}`),
    plain('slack/webhook', hook),
    plain('slack/workflow-webhook', (mint) => `${HOOKS}/triggers/T${id(mint)}/${digits(mint)}/${mint.hex(32)}`),
    plain('slack/workflow-webhook', (mint) => `${HOOKS}/workflows/T${id(mint)}/A${id(mint)}/${digits(mint)}/${mint.base62(24)}`),
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `xoxb-${digits(mint)}-${digits(mint)}-${mint.base62(12)}` },
    { why: 'it stands inside a longer word', make: (mint) => `x${bot(mint)}` },
    { why: 'a placeholder', make: (mint) => `xoxb-${digits(mint)}-${digits(mint)}-${'X'.repeat(24)}` },
    { why: 'a placeholder in words', make: () => 'SLACK_TOKEN=xoxb-your-bot-token-goes-right-here' },
    { why: 'the webhook of the documentation', make: (mint) => `${HOOKS}/services/T${id(mint)}/B${id(mint)}/${'X'.repeat(24)}` },
    { why: 'a webhook of another host', make: (mint) => hook(mint).replace('slack.com', 'slack.com.example.org') },
    { why: 'a webhook without its secret', make: (mint) => `${HOOKS}/services/T${id(mint)}/B${id(mint)}/` },
  ],
}

const HOOKS = ['https://hooks', 'slack', 'com'].join('.')

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `slack: {"credential": "${secret}"}\n`, secret }
    },
  }
}

function bot(mint: Mint): string {
  return `xoxb-${digits(mint)}-${digits(mint)}-${mint.base62(24)}`
}

function hook(mint: Mint): string {
  return `${HOOKS}/services/T${id(mint)}/B${id(mint)}/${mint.base62(24)}`
}

function digits(mint: Mint): string {
  return `4${mint.chars(ALPHABET.digit, 12)}`
}

function id(mint: Mint): string {
  return `0${mint.chars(ALPHABET.upper + ALPHABET.digit, 9)}`
}
