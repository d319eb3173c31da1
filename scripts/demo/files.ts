/** What acme/shop holds when the story starts: code, a policy, and a workflow that deploys with static AWS keys. */
export function startFiles(): Readonly<Record<string, string>> {
  return {
    'README.md': '# shop\n',
    'src/server.js': "import { createServer } from 'node:http'\n\ncreateServer((_, answer) => answer.end('hello')).listen(8080)\n",
    '.github/token-policy.yml': POLICY,
    '.github/workflows/deploy.yml': WORKFLOW,
  }
}

const POLICY = `# What acme allows. Read from the default branch only.
version: 1
revocation:
  github: ask              # a maintainer may revoke by button or comment
workflows:
  static-credentials: replace
`

const WORKFLOW = `name: deploy
on:
  push:
    branches: [main]

jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production   # approvals live here
    steps:
      - uses: actions/checkout@v4
      - name: Log in to AWS
        uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
      - run: aws s3 sync ./site s3://acme-shop
`
