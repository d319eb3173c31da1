import { NPM_HOST } from '../../src/lib/npm-host.ts'

/** What a team writes that wants its stored secrets replaced. */
export const POLICY = `version: 1
workflows:
  static-credentials: replace
`

/** The least that logs in to AWS with stored keys. */
export const AWS_LOGIN = `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: eu-west-1
`

/** A workflow that logs in to AWS with stored keys. */
export function deploy({ region = 'eu-west-1' }: { readonly region?: string } = {}): string {
  return `name: deploy
on:
  push:
    branches: [main]

jobs:
  deploy:
    runs-on: ubuntu-latest   # approvals live elsewhere
    steps:
      - uses: actions/checkout@v4
      - name: Log in to AWS
        uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: ${region}
      - run: aws s3 sync ./site s3://acme-shop
`
}

/** One that publishes a package with a stored token. */
export function release(): string {
  return `name: release
on:
  release:
    types: [published]

jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          registry-url: https://${NPM_HOST}
      - run: npm ci
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
`
}

/** One that pushes an image with a person's stored token. */
export function image(): string {
  return `name: image
on:
  push:
    branches: [main]

jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GHCR_TOKEN }}
      - run: |
          docker build -t ghcr.io/acme/shop .
          docker push ghcr.io/acme/shop
`
}
