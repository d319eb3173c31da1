import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// 32 and 40 hex digits say nothing by themselves, so only Datadog's own names make them its keys.
const apiKey: TokenKind = {
  id: 'datadog/api-key',
  title: 'Datadog API key',
  keywords: ['datadog', 'dd_api_key', 'dd-api-key', 'dd.api', 'ddapikey'],
  pattern: assigned({ names: ['datadog*key', '^dd_api_key'], value: '[0-9a-f]{32}' }),
  plausible: (text) => !isSample(text),
}

const applicationKey: TokenKind = {
  id: 'datadog/application-key',
  title: 'Datadog application key',
  keywords: ['datadog', 'dd_app', 'dd-app', 'dd.app', 'ddapp'],
  pattern: assigned({ names: ['datadog*app*key', '^dd_app_key', '^dd_application_key'], value: '[0-9a-f]{40}' }),
  plausible: (text) => !isSample(text),
}

// `ddapp_` and 34 letters and digits:
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partner-DatadogApplicationKey.html
const prefixedApplicationKey: TokenKind = {
  id: 'datadog/application-key-prefixed',
  title: 'Datadog application key (with prefix)',
  keywords: ['ddapp_'],
  pattern: /(?<![A-Za-z0-9_-])ddapp_[A-Za-z0-9]{34}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// An alias in base 62, 32 random bytes and a CRC-32, of which the encoding is not said:
// https://docs.datadoghq.com/account_management/personal-access-tokens/#token-format
const personalToken: TokenKind = {
  id: 'datadog/personal-token',
  title: 'Datadog personal access token',
  keywords: ['ddpat_'],
  pattern: /(?<![A-Za-z0-9_-])ddpat_[A-Za-z0-9]{10,24}_[A-Za-z0-9]{36,80}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const serviceToken: TokenKind = {
  id: 'datadog/service-token',
  title: 'Datadog service access token',
  keywords: ['ddsat_'],
  pattern: /(?<![A-Za-z0-9_-])ddsat_[A-Za-z0-9]{10,24}_[A-Za-z0-9]{36,80}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [
  apiKey,
  applicationKey,
  prefixedApplicationKey,
  personalToken,
  serviceToken,
]
