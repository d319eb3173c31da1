import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Entra says, and when: learn.microsoft.com/entra/identity-platform/reference-error-codes
export const failures: readonly Failure[] = [
  {
    said: /AADSTS700213\b(?:[^']{0,200}subject '(?<value>[^']{1,400})')?/,
    claim: 'sub',
    why: 'The application has no federated credential with this subject.',
    mend: 'Add one whose subject is the claim below, letter by letter; it takes some minutes to work.',
  },
  {
    said: /AADSTS700212\b/,
    claim: 'aud',
    why: 'The application has no federated credential with this audience.',
    mend: 'Set the audience of the credential to `api://AzureADTokenExchange`, or the input `audience` of the login step to what the credential has.',
  },
  {
    said: /AADSTS700211\b/,
    claim: 'iss',
    why: 'The application has no federated credential with this issuer.',
    mend: 'Set the issuer of the credential to `https://token.actions.githubusercontent.com`.',
  },
  {
    said: /AADSTS700016\b|AADSTS90002\b/,
    why: 'The application or the directory is not found.',
    mend: 'Compare the two variables of the login step with the application\'s overview in Entra.',
  },
  {
    said: /No subscriptions found for|Using auth-type: \S{1,40} Not all values are present/i,
    why: 'The application sees no subscription, or one of the ids is empty.',
    mend: 'Give the application a role on the subscription or the resource, and set all variables of the login step.',
  },
  NO_TOKEN,
]
