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
  'actions/setup-node': {
    version: 'v7.0.0',
    sha: '820762786026740c76f36085b0efc47a31fe5020',
    source: 'https://github.com/actions/setup-node/releases/tag/v7.0.0',
  },
}
