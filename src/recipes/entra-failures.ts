import type { Failure } from '../workflow.ts'

// What Entra says, and when: learn.microsoft.com/entra/identity-platform/reference-error-codes
export const ENTRA_FAILURES: readonly Failure[] = [
  // github.com/Azure/login/issues/573
  {
    said: /AADSTS7002138\b(?:[^']{0,200}subject '(?<value>[^']{1,400})')?/,
    claim: 'sub',
    why: 'The application has a federated credential with this subject, but for capitals and small letters.',
    mend: 'Write the subject of the credential as the claim has it: Entra compares letter by letter.',
  },
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
    said: /AADSTS700211\b(?:[^']{0,200}issuer '(?<value>[^']{1,200})')?/,
    claim: 'iss',
    why: 'The application has no federated credential with this issuer.',
    mend: 'Set the issuer of the credential to that of the token: `https://token.actions.githubusercontent.com`, unless the enterprise has one of its own.',
  },
  {
    said: /AADSTS700016\b|AADSTS90002\b/,
    why: 'The application or the directory is not found.',
    mend: 'Compare the two variables of the login step with the application\'s overview in Entra.',
  },
]
