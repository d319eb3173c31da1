import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// Prefixes: https://docs.slack.dev/authentication/tokens; rotated tokens: https://docs.slack.dev/authentication/using-token-rotation.
// Lengths are not documented beyond "up to 255 characters"; the bounds leave room around what Slack's examples show.
const botToken: TokenKind = {
  id: 'slack/bot-token',
  title: 'Slack bot token',
  keywords: ['xoxb-'],
  pattern: /(?<![A-Za-z0-9_.-])xoxb-(?:\d{8,16}-){1,3}[A-Za-z0-9]{18,64}(?![A-Za-z0-9_-])/,
  plausible,
}

const userToken: TokenKind = {
  id: 'slack/user-token',
  title: 'Slack user token',
  keywords: ['xoxp-'],
  pattern: /(?<![A-Za-z0-9_.-])xoxp-(?:\d{8,16}-){2,4}[A-Za-z0-9]{24,64}(?![A-Za-z0-9_-])/,
  plausible,
}

const rotatedToken: TokenKind = {
  id: 'slack/rotated-token',
  title: 'Slack token that expires (bot, user or app configuration)',
  keywords: ['xoxe.xox'],
  pattern: /(?<![A-Za-z0-9_.-])xoxe\.xox[bp]-\d{1,3}-[A-Za-z0-9]{100,255}(?![A-Za-z0-9_-])/,
  plausible,
}

const refreshToken: TokenKind = {
  id: 'slack/refresh-token',
  title: 'Slack refresh token',
  keywords: ['xoxe-'],
  pattern: /(?<![A-Za-z0-9_.-])xoxe-\d{1,3}-[A-Za-z0-9]{100,255}(?![A-Za-z0-9_-])/,
  plausible,
}

const appToken: TokenKind = {
  id: 'slack/app-token',
  title: 'Slack app-level token',
  keywords: ['xapp-'],
  pattern: /(?<![A-Za-z0-9_.-])xapp-\d{1,3}-A[A-Z0-9]{6,14}-\d{8,16}-[a-f0-9]{32,128}(?![A-Za-z0-9_-])/,
  plausible,
}

const legacyToken: TokenKind = {
  id: 'slack/legacy-token',
  title: 'Slack token of a retired type (workspace, session)',
  keywords: ['xoxa-', 'xoxr-', 'xoxs-', 'xoxo-'],
  pattern: /(?<![A-Za-z0-9_.-])xox[aros]-(?:\d{1,16}-){1,4}[A-Za-z0-9]{10,128}(?![A-Za-z0-9_-])/,
  plausible,
}

// The keyword has no slash, and room is left before it: in URLs, JSON and HTML the signs of an address are spelled longer.
// Who has the address may post: the address is the secret. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
const webhook: TokenKind = {
  id: 'slack/webhook',
  title: 'Slack incoming webhook',
  keywords: ['hooks.slack.com'],
  lookBehind: 26,
  pattern: /(?<![A-Za-z0-9])https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{7,14}\/B[A-Z0-9]{7,14}\/[A-Za-z0-9]{20,48}(?![\w/-])/,
  plausible,
}

// https://docs.slack.dev/tools/deno-slack-sdk/guides/creating-webhook-triggers/
const workflowWebhook: TokenKind = {
  id: 'slack/workflow-webhook',
  title: 'Slack workflow webhook',
  keywords: ['hooks.slack.com'],
  lookBehind: 26,
  pattern: new RegExp(
    String.raw`(?<![A-Za-z0-9])https:\/\/hooks\.slack\.com\/(?:triggers|workflows)\/[TE][A-Z0-9]{7,14}\/`
      + String.raw`(?:A[A-Z0-9]{7,14}\/)?\d{8,20}\/[A-Za-z0-9]{20,64}(?![\w/-])`,
  ),
  plausible,
}

export const tokens: readonly TokenKind[] = [
  botToken,
  userToken,
  rotatedToken,
  refreshToken,
  appToken,
  legacyToken,
  webhook,
  workflowWebhook,
]

/** The ids before it may hold any digits; the secret is the last part. */
function plausible(text: string): boolean {
  return !isSample(text.slice(Math.max(text.lastIndexOf('-'), text.lastIndexOf('/')) + 1))
}
