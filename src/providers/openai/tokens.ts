import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// Every key holds the base64 of "OpenAI" in its middle. Neither that nor a length is documented: the bounds leave room.
const userKey: TokenKind = {
  id: 'openai/user-key',
  title: 'OpenAI user key (legacy)',
  keywords: ['T3BlbkFJ'],
  lookBehind: 23,
  pattern: /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}(?![A-Za-z0-9_-])/,
  plausible,
}

const projectKey: TokenKind = {
  id: 'openai/project-key',
  title: 'OpenAI project key',
  keywords: ['sk-proj-'],
  pattern: /(?<![A-Za-z0-9_-])sk-proj-[A-Za-z0-9_-]{16,120}T3BlbkFJ[A-Za-z0-9_-]{16,120}(?![A-Za-z0-9_-])/,
  plausible,
}

const serviceAccountKey: TokenKind = {
  id: 'openai/service-account-key',
  title: 'OpenAI service account key',
  keywords: ['sk-svcacct-'],
  pattern: /(?<![A-Za-z0-9_-])sk-svcacct-[A-Za-z0-9_-]{16,120}T3BlbkFJ[A-Za-z0-9_-]{16,120}(?![A-Za-z0-9_-])/,
  plausible,
}

// https://platform.openai.com/docs/api-reference/administration
const adminKey: TokenKind = {
  id: 'openai/admin-key',
  title: 'OpenAI admin key',
  keywords: ['sk-admin-'],
  pattern: /(?<![A-Za-z0-9_-])sk-admin-[A-Za-z0-9_-]{16,120}T3BlbkFJ[A-Za-z0-9_-]{16,120}(?![A-Za-z0-9_-])/,
  plausible,
}

export const tokens: readonly TokenKind[] = [projectKey, serviceAccountKey, userKey, adminKey]

function plausible(text: string): boolean {
  return !isSample(text)
}
