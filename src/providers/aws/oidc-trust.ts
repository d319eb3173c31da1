import { codeSpan } from '../../lib/code-span.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const ISSUER = 'token.actions.githubusercontent.com'
// The login action's default; partitions of China use another: README of aws-actions/configure-aws-credentials.
const AUDIENCE = 'sts.amazonaws.com'

/** The role's trust condition as Terraform, as CLI and as JSON: `aud` and `sub` by value, and the repository's id where it is known. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const name = roleName(facts)
  const policy = JSON.stringify(trustPolicy(admission, facts), null, 2)
  return {
    title: `The role for ${codeSpan(admission.identity)}`,
    steps: [
      'If the AWS account has no OIDC provider for GitHub yet, create it (once per account).',
      admission.identity.startsWith('vars.')
        ? `Create the role with the trust condition below and only the permissions that the jobs need; its ARN goes into ${codeSpan(admission.identity)}.`
        : `Let the role ${codeSpan(admission.identity)}, which the key assumed until now, be assumed under the trust condition below too.`,
      ...(admission.environments.length > 1 ? [ENVIRONMENTS] : []),
      'A session lasts one hour. For longer jobs raise `max_session_duration` of the role and `role-duration-seconds` of the login step.',
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: terraform(admission, { facts, name }) },
      { title: 'AWS CLI', language: 'sh', text: commands(name, policy) },
      { title: 'The trust policy alone', language: 'json', text: policy },
    ],
  }
}

const ENVIRONMENTS = 'If the environments use different keys today, make one role for each, with its own subject only, and set the variable there.'

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

/** `StringLike` only for what is a pattern. docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html */
function conditionsOf(admission: Admission, facts: RepoFacts): Conditions {
  const exact = admission.subjects.filter((one) => one.exact === 'exact').map(({ text }) => text)
  const all = admission.subjects.map(({ text }) => text)
  const like = exact.length < all.length
  const ids = facts.id === undefined ? {} : { [`${ISSUER}:repository_id`]: facts.id }
  const subject = { [`${ISSUER}:sub`]: one(like ? all : exact) }
  const equals = { [`${ISSUER}:aud`]: AUDIENCE, ...ids }
  return like ? { StringEquals: equals, StringLike: subject } : { StringEquals: { ...equals, ...subject } }
}

function trustPolicy(admission: Admission, facts: RepoFacts): object {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { Federated: `arn:aws:iam::ACCOUNT_ID:oidc-provider/${ISSUER}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: conditionsOf(admission, facts),
    }],
  }
}

function one(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values
}

// Not plainly "GitHubActions": a role of that name is reported to fail, aws-actions/configure-aws-credentials issue 953.
function roleName(facts: RepoFacts): string {
  return `github-${facts.owner ?? 'OWNER'}-${facts.name ?? 'REPO'}`.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64)
}

function terraform(admission: Admission, given: { readonly facts: RepoFacts; readonly name: string }): string {
  const conditions = Object.entries(conditionsOf(admission, given.facts)).flatMap(([test, keys]) => Object.entries(keys).map(([variable, values]) => [
    '    condition {',
    `      test     = "${test}"`,
    `      variable = "${variable}"`,
    `      values   = ${quoted([values].flat())}`,
    '    }',
  ].join('\n')))
  return `resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${ISSUER}"
  client_id_list = ["${AUDIENCE}"]
}

data "aws_iam_policy_document" "github" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
${conditions.join('\n')}
  }
}

resource "aws_iam_role" "github" {
  name               = "${given.name}"
  assume_role_policy = data.aws_iam_policy_document.github.json
}

output "role_arn" {
  value = aws_iam_role.github.arn
}`
}

/** As HCL reads it: `${` and `%{` would begin a template there. */
function quoted(values: readonly string[]): string {
  return JSON.stringify(values).replaceAll(/([$%])\{/g, '$1$1{')
}

function commands(name: string, policy: string): string {
  return `aws iam create-open-id-connect-provider --url https://${ISSUER} --client-id-list ${AUDIENCE}
ACCOUNT_ID=$(aws sts get-caller-identity --query Account --output text)
sed "s/ACCOUNT_ID/$ACCOUNT_ID/" > trust.json <<'JSON'
${policy}
JSON
aws iam create-role --role-name ${name} --assume-role-policy-document file://trust.json --query Role.Arn --output text`
}

export function retire(): readonly string[] {
  const page = 'https://console.aws.amazon.com/iam/home#/users'
  const command = 'aws iam update-access-key --user-name USER --access-key-id ID --status Inactive'
  return [
    `Set the IAM user's access key to inactive on the [IAM users page](${page}) (user → Security credentials), or with ${codeSpan(command)}.`,
    'Watch its "last used" for a few days, then delete the key, and the user if it has no other purpose.',
  ]
}
