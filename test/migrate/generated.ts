// Workflows made up at random from pieces that people write, the same ones for the same seed.
import { Mint } from '../../src/lib/mint.ts'

export interface Made {
  readonly seed: number
  readonly text: string
}

/** A workflow of one to four jobs, in some style of writing. */
export function made(seed: number): Made {
  const mint = new Mint(seed)
  const jobs = Array.from({ length: 1 + mint.below(4) }, (_, i) => job(mint, i))
  const text = `${pick(mint, TOPS)}${pick(mint, EVENTS)}${pick(mint, LEVELS)}jobs:\n${jobs.join(pick(mint, ['', '\n']))}`
  return { seed, text: styled(text, pick(mint, ['as it is', 'crlf', 'bare', 'blank'])) }
}

function job(mint: Mint, i: number): string {
  const steps = Array.from({ length: 1 + mint.below(6) }, () => pick(mint, STEPS)).join('')
  const head = `  job${i}: ${pick(mint, ['', '# what it is for'])}\n${pick(mint, RUNNERS)}${pick(mint, HEADS)}    steps:\n`
  return head + steps.replaceAll(/^(?=.)/gm, pick(mint, ['      ', '    ']))
}

function pick(mint: Mint, items: Pieces): string {
  return items[mint.below(items.length)] ?? items[0]
}

function styled(text: string, style: string): string {
  if (style === 'crlf') return text.replaceAll('\n', '\r\n')
  if (style === 'bare') return text.trimEnd()
  return style === 'blank' ? `${text}\n\n` : text
}

type Pieces = readonly [string, ...string[]]

const TOPS: Pieces = ['', '# made\n', 'name: "a: b"\n', '---\nname: x # y\n']
const EVENTS: Pieces = [
  'on: push\n', 'on: [push, pull_request]\n', 'on:\n  push:\n    branches: [main]\n  workflow_dispatch:\n', "'on': { push: { tags: ['v*'] } }\n",
  'on:\n  release:\n    types: [published]\n',
]
const LEVELS: Pieces = [
  '', 'permissions: read-all\n', 'permissions: {}\n', 'permissions:\n  contents: read # why\n\n', 'env:\n  AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ID }}\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_KEY }}\n',
  'env: { TOKEN: "${{ secrets.NPM_TOKEN }}", A: 1 }\n', 'env:\n  REGION: eu-west-1\n  BIN: ${{ secrets.AWS_ID }}\n',
]
const RUNNERS: Pieces = ['    runs-on: ubuntu-latest\n', '    runs-on: [self-hosted, linux]\n', '    name: x\n    runs-on: ${{ matrix.os }}\n    strategy:\n      matrix:\n        os: [ubuntu-latest]\n']
const HEADS: Pieces = [
  '', '    permissions:\n      contents: write\n', '    permissions: { contents: read }\n', '    environment: prod\n', '    permissions: write-all\n',
  '    env:\n      NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n', '    env: &aws\n      AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ID }}\n      AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_KEY }}\n      AWS_REGION: us-east-1\n',
  "    if: github.ref == 'refs/heads/main'\n",
]
const LOGIN = 'aws-access-key-id: ${{ secrets.AWS_ID }}\n    aws-secret-access-key: ${{ secrets.AWS_KEY }}\n'
const STEPS: Pieces = [
  '- uses: actions/checkout@v4\n', '- uses: actions/checkout@v4\n  with: { token: "${{ secrets.GH_PAT }}", fetch-depth: 0 }\n',
  `- name: "log in" # soon\n  uses: aws-actions/configure-aws-credentials@v4\n  with:\n    ${LOGIN}    aws-region: eu-west-1\n`,
  `\n- uses: aws-actions/configure-aws-credentials@v1 # v1\n  with:\n    aws-region: eu-west-1 # here\n    ${LOGIN}  if: github.ref_name == 'main'\n`,
  '- run: aws s3 ls\n  env:\n    AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ID }}\n    AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_KEY }}\n    AWS_REGION: us-east-1\n',
  '- run: aws s3 sync . s3://b\n  env: {AWS_ACCESS_KEY_ID: \'${{ secrets.AWS_ID }}\', AWS_SECRET_ACCESS_KEY: "${{ secrets.AWS_KEY }}"} # both\n',
  '- run: |\n    make\n\n    make\tit\n', '- {run: make, shell: bash}\n', '# a comment\n- run: >-\n    one\n    two\n',
  '- uses: actions/setup-node@v4\n  with:\n    node-version: 20\n', '- run: npm publish\n  env:\n    NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n',
  '- run: |\n    echo "//registry/:_authToken=${{ secrets.NPM_TOKEN }}" > .npmrc\n    npm publish\n', '- run: echo "X=${{ secrets.AWS_KEY }}" >> $GITHUB_ENV\n',
  '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: me\n    password: ${{ secrets.GH_PAT }}\n- run: docker push ghcr.io/octo/shop\n',
  '- uses: docker/login-action@v3\n  with:\n    username: ${{ secrets.DOCKER_USER }}\n    password: ${{ secrets.DOCKER_TOKEN }}\n',
  '- uses: softprops/action-gh-release@v2\n  with:\n    token: ${{ secrets.GH_PAT }}\n', '- run: gh pr list\n  env:\n    GH_TOKEN: ${{ secrets.GH_PAT }}\n',
  '- uses: some/thing@v1\n  with:\n    key: ${{ secrets[format(\'{0}_KEY\', matrix.os)] }}\n    text: |\n      ${{ secrets.AWS_ID }}\n', '- run: ./deploy "${{ secrets.AWS_KEY }}"\n',
  '- uses: google-github-actions/auth@v2\n  with:\n    credentials_json: ${{ secrets.GCP_KEY }}\n', '- uses: pypa/gh-action-pypi-publish@release/v1\n  with:\n    password: ${{ secrets.PYPI }}\n',
  '- uses: codecov/codecov-action@v5\n  with:\n    token: ${{ secrets.CODECOV_TOKEN }}\n', '- uses: azure/login@v2\n  with:\n    creds: ${{ secrets.AZURE_CREDENTIALS }}\n',
  '- run: cargo publish\n  env:\n    CARGO_REGISTRY_TOKEN: ${{ secrets.CRATES }}\n',
]
