// The versions that Mayfly writes, pinned to the commit that each tag stands for. Data, no logic.

export interface Pin {
  readonly version: string
  /** Absent where the commit could not be verified: the major tag is written then. */
  readonly sha?: string
  /** Where tag and commit are seen together. */
  readonly source: string
}

export const PINS: Readonly<Record<string, Pin>> = {
  'aws-actions/configure-aws-credentials': {
    version: 'v6.2.3',
    sha: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
    source: 'https://github.com/external-secrets/external-secrets/blob/main/.github/workflows/e2e-managed.yml',
  },
  'google-github-actions/auth': {
    version: 'v3.0.0',
    sha: '7c6bc770dae815cd3e89ee6cdf493a5fab2cc093',
    source: 'https://github.com/google-github-actions/auth/releases/tag/v3.0.0',
  },
  'google-github-actions/setup-gcloud': {
    version: 'v3.0.1',
    sha: 'aa5489c8933f4cc7a4f7d45035b3b1440c9c10db',
    source: 'https://github.com/google-github-actions/setup-gcloud/releases/tag/v3.0.1',
  },
  'google-github-actions/get-gke-credentials': {
    version: 'v3.0.0',
    sha: '3da1e46a907576cefaa90c484278bb5b259dd395',
    source: 'https://github.com/google-github-actions/get-gke-credentials/releases/tag/v3.0.0',
  },
  'google-github-actions/deploy-cloudrun': {
    version: 'v3.0.1',
    sha: '2028e2d7d30a78c6910e0632e48dd561b064884d',
    source: 'https://github.com/google-github-actions/deploy-cloudrun/releases/tag/v3.0.1',
  },
  'google-github-actions/deploy-appengine': {
    version: 'v3.0.1',
    sha: '54d5fc7167ec790eb0233905e3cef384221b4619',
    source: 'https://github.com/google-github-actions/deploy-appengine/releases/tag/v3.0.1',
  },
  'google-github-actions/upload-cloud-storage': {
    version: 'v3.0.0',
    sha: '6397bd7208e18d13ba2619ee21b9873edc94427a',
    source: 'https://github.com/google-github-actions/upload-cloud-storage/releases/tag/v3.0.0',
  },
  'google-github-actions/get-secretmanager-secrets': {
    version: 'v3.0.0',
    sha: 'bc9c54b29fdffb8a47776820a7d26e77b379d262',
    source: 'https://github.com/google-github-actions/get-secretmanager-secrets/releases/tag/v3.0.0',
  },
  'azure/login': {
    version: 'v3.0.1',
    sha: 'f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca',
    source: 'https://github.com/azure/login/releases/tag/v3.0.1',
  },
  'rust-lang/crates-io-auth-action': {
    version: 'v1.0.5',
    sha: 'c6f97d42243bad5fab37ca0427f495c86d5b1a18',
    source: 'https://github.com/rust-lang/crates-io-auth-action/releases/tag/v1.0.5',
  },
  'rubygems/configure-rubygems-credentials': {
    version: 'v2.1.0',
    sha: 'dc5a8d8553e6ee01fc26761a49e99e733d17954a',
    source: 'https://github.com/rubygems/configure-rubygems-credentials/releases/tag/v2.1.0',
  },
  'NuGet/login': {
    version: 'v1.2.0',
    sha: '8d196754b4036150537f80ac539e15c2f1028841',
    source: 'https://github.com/NuGet/login/releases/tag/v1.2.0',
  },
  'hashicorp/vault-action': {
    version: 'v3.4.0',
    sha: '4c06c5ccf5c0761b6029f56cfb1dcf5565918a3b',
    source: 'https://github.com/hashicorp/vault-action/releases/tag/v3.4.0',
  },
  'codecov/codecov-action': {
    version: 'v5.5.2',
    sha: '671740ac38dd9b0130fbe1cec585b89eea48d3de',
    source: 'https://github.com/codecov/codecov-action/releases/tag/v5.5.2',
  },
  'docker/login-action': {
    version: 'v4.1.0',
    sha: '4907a6ddec9925e35a0a9e82d7399ccc52663121',
    source: 'https://github.com/docker/login-action/releases/tag/v4.1.0',
  },
  'sigstore/cosign-installer': {
    version: 'v4.1.2',
    sha: '6f9f17788090df1f26f669e9d70d6ae9567deba6',
    source: 'https://github.com/sigstore/cosign-installer/releases/tag/v4.1.2',
  },
  'pypa/gh-action-pypi-publish': {
    version: 'v1.14.1',
    sha: 'ba38be9e461d3875417946c167d0b5f3d385a247',
    source: 'https://github.com/pypa/gh-action-pypi-publish/releases/tag/v1.14.1',
  },
  'JS-DevTools/npm-publish': {
    version: 'v4.1.5',
    sha: '0fd2f4369c5d6bcfcde6091a7c527d810b9b5c3f',
    source: 'https://github.com/JS-DevTools/npm-publish/releases/tag/v4.1.5',
  },
  'changesets/action': {
    version: 'v1.7.0',
    sha: '6a0a831ff30acef54f2c6aa1cbbc1096b066edaf',
    source: 'https://github.com/changesets/action/releases/tag/v1.7.0',
  },
  'actions/create-github-app-token': {
    version: 'v3.1.1',
    sha: '1b10c78c7865c340bc4f6099eb2f838309f1e8c3',
    source: 'https://github.com/actions/create-github-app-token/releases/tag/v3.1.1',
  },
  'octo-sts/action': {
    version: 'v1.1.1',
    sha: 'f603d3be9d8dd9871a265776e625a27b00effe05',
    source: 'https://github.com/octo-sts/action/releases/tag/v1.1.1',
  },
  'actions/setup-node': {
    version: 'v7.0.0',
    sha: '820762786026740c76f36085b0efc47a31fe5020',
    source: 'https://github.com/actions/setup-node/releases/tag/v7.0.0',
  },
  'tailscale/github-action': {
    version: 'v4.1.3',
    sha: '780049a30b6ff5c378a9e7b389d15ece7a204888',
    source: 'https://github.com/tailscale/github-action/releases/tag/v4.1.3',
  },
  'CodSpeedHQ/action': {
    version: 'v5.0.3',
    sha: '4296e51e7041e24dadb86d1d6e8b9320d223dbe8',
    source: 'https://github.com/CodSpeedHQ/action/releases/tag/v5.0.3',
  },
  'DopplerHQ/secrets-fetch-action': {
    version: 'v1.3.0',
    sha: 'cd2efbf9a404504316435873eff298b82f7e0562',
    source: 'https://github.com/DopplerHQ/secrets-fetch-action/releases/tag/v1.3.0',
  },
  'Infisical/secrets-action': {
    version: 'v1.0.15',
    sha: '8802effbe453d0576cd923567dcc2c97a1f54058',
    source: 'https://github.com/Infisical/secrets-action/releases/tag/v1.0.15',
  },
  'akeyless-community/akeyless-github-action': {
    version: 'v1.1.2',
    sha: 'be876a4550345a460fa256acfa996a6d94a4642e',
    source: 'https://github.com/akeyless-community/akeyless-github-action/releases/tag/v1.1.2',
  },
  'cyberark/conjur-action': {
    version: 'v2.2.2',
    sha: 'ad2b18a49c76f474ebd923d740862429caa70608',
    source: 'https://github.com/cyberark/conjur-action/releases/tag/v2.2.2',
  },
  'hashicorp/hcp-auth-action': {
    version: 'v0.1.0',
    sha: 'b11d0bff4bbe76283448ddca08a4a4e93c5ed4b9',
    source: 'https://github.com/hashicorp/hcp-auth-action/releases/tag/v0.1.0',
  },
  'anthropics/claude-code-action': {
    version: 'v1.0.200',
    sha: '24dcd50c0568f0fc9e9211213a4fd2d9eb15c4e0',
    source: 'https://github.com/anthropics/claude-code-action/releases/tag/v1.0.200',
  },
  'OctopusDeploy/login': {
    version: 'v2.0.0',
    sha: 'e39e03d07630f363bdccd6c7ad4eb28e0ea8a184',
    source: 'https://github.com/OctopusDeploy/login/releases/tag/v2.0.0',
  },
  'cloudsmith-io/cloudsmith-cli-action': {
    version: 'v3.1.0',
    sha: 'ad73fafb92e3e29a5166c529464c2df7658a608e',
    source: 'https://github.com/cloudsmith-io/cloudsmith-cli-action/releases/tag/v3.1.0',
  },
  'depot/setup-action': {
    version: 'v1.7.2',
    sha: '91bc8495a33ebfc504ffc89e5674379ccf23c29c',
    source: 'https://github.com/depot/setup-action/releases/tag/v1.7.2',
  },
  'pulumi/auth-actions': {
    version: 'v2.1.0',
    sha: '141415910c3beb54e03b48e9057c204c97b956f2',
    source: 'https://github.com/pulumi/auth-actions/releases/tag/v2.1.0',
  },
  'jfrog/setup-jfrog-cli': {
    version: 'v5.1.0',
    sha: 'deda456d982fc5e9a7a020b63eb0d2968aedd33e',
    source: 'https://github.com/jfrog/setup-jfrog-cli/releases/tag/v5.1.0',
  },
  'snowflakedb/snowflake-cli-action': {
    version: 'v2.0.2',
    sha: 'cea89ff4adad9ac1ff82dd767433bee926342d02',
    source: 'https://github.com/snowflakedb/snowflake-cli-action/releases/tag/v2.0.2',
  },
  'qltysh/qlty-action/coverage': {
    version: 'v2.3.0',
    sha: '08a0a862c159eae9b9003081da6663d96efef637',
    source: 'https://github.com/qltysh/qlty-action/releases/tag/v2.3.0',
  },
  'dart-lang/setup-dart': {
    version: 'v1.7.2',
    sha: '65eb853c7ba17dde3be364c3d2858773e7144260',
    source: 'https://github.com/dart-lang/setup-dart/releases/tag/v1.7.2',
  },
}
