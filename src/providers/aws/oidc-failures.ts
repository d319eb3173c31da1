import type { Failure } from '../../workflow.ts'

// What the login step says, and when: docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html and
// github.com/aws-actions/configure-aws-credentials, README and src/helpers.ts.
export const failures: readonly Failure[] = [
  {
    said: /Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    claim: 'sub',
    why: 'The role exists, but its trust policy does not let this token in.',
    mend: 'Compare the condition on `sub`, `aud` and the ids in the role\'s trust policy with the claims below.',
  },
  {
    said: /No OpenIDConnect provider found in your account(?: for (?<value>https:\/\/[\w./-]{1,200}))?/i,
    claim: 'iss',
    why: 'The AWS account has no OIDC provider for the issuer of the token.',
    // An enterprise may have an issuer of its own: docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc
    mend: 'Create it once per account, for the issuer that stands there: `aws iam create-open-id-connect-provider --url ISSUER --client-id-list sts.amazonaws.com`; github.com\'s own is https://token.actions.githubusercontent.com. The trust policy of the role must name the same.',
  },
  {
    said: /Incorrect token audience/i,
    claim: 'aud',
    why: 'The OIDC provider in the AWS account does not list the audience of the token.',
    mend: 'Add `sts.amazonaws.com` to its client ids, or leave the input `audience` of the login step out.',
  },
  {
    said: /Request ARN is invalid|Role ?ARN .{0,80}(?:invalid|empty)|Source Account ID is needed/i,
    why: 'The role\'s ARN is empty or wrong.',
    mend: 'Set the variable that the login step reads to the ARN of the role.',
  },
  {
    said: /Could not load credentials from any providers|ACTIONS_ID_TOKEN_REQUEST_URL/,
    why: 'The job got no OIDC token from GitHub.',
    mend: 'It needs `permissions: id-token: write`, and a run of a fork\'s pull request never has it.',
  },
  {
    said: /requested DurationSeconds exceeds the MaxSessionDuration/i,
    why: 'The login asks for a longer session than the role allows.',
    mend: 'Raise `max_session_duration` of the role, or lower `role-duration-seconds`.',
  },
]
