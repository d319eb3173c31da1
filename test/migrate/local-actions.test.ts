import { describe, expect, test } from '@jest/globals'
import { planAll } from './planning.ts'
import { workflowOf } from './reading.ts'

const ACTION = `name: deploy
inputs:
  id: { required: true }
  key: { required: true }
  hook: { required: false }
runs:
  using: composite
  steps:
    - uses: aws-actions/configure-aws-credentials@v4
      with:
        aws-access-key-id: \${{ inputs.id }}
        aws-secret-access-key: \${{ inputs.key }}
        aws-region: eu-west-1
    - run: curl -d x "$HOOK"
      shell: bash
      env:
        HOOK: \${{ inputs.hook }}
`
const steps = '- uses: ./.github/actions/deploy\n  with:\n    id: ${{ secrets.A }}\n    key: ${{ secrets.B }}\n'

async function files(path: string): Promise<string | undefined> {
  return path === '.github/actions/deploy/action.yml' ? ACTION : undefined
}

describe('a secret that is handed to an action of the repository', () => {
  test('is judged by who takes it there', async () => {
    const { items, files: changed } = await planAll(workflowOf({ steps }), { files })
    expect(changed).toEqual([])
    expect(items.map(({ secret, target, action }) => `${secret} ${target} ${action}`)).toEqual(['A aws/role report', 'B aws/role report'])
    expect(items[0]?.reason).toMatch(/^Handed to `\.github\/actions\/deploy\/action\.yml`: change it there\. Use a short-lived AWS role/)
  })

  test('and whose file is not at hand is judged by its name', async () => {
    const { items } = await planAll(workflowOf({ steps: steps.replace('id:', 'aws-access-key-id:').replace('key: ', 'aws-secret-access-key: ') }))
    expect(items.map(({ target, action }) => `${target} ${action}`)).toEqual(['aws/role report', 'aws/role report'])
  })
})

const SIGN = `name: sign
inputs:
  user: { required: true }
  token: { required: true }
runs:
  using: composite
  steps:
    - uses: docker/login-action@v3
      with: { registry: ghcr.io, username: "\${{ inputs.user }}", password: "\${{ inputs.token }}" }
    - run: crane copy a ghcr.io/octo/shop
      shell: bash
`
const signing = '- uses: actions/checkout@v4\n- uses: ./sign\n  with:\n    user: ${{ secrets.CR_USER }}\n    token: ${{ secrets.CR_PAT }}\n'

async function sign(path: string): Promise<string | undefined> {
  return path === 'sign/action.yml' ? SIGN : undefined
}

describe('where the job\'s own token does inside an action of the repository', () => {
  test('it is handed over instead, and the job may do what the action does', async () => {
    const { files: changed } = await planAll(workflowOf({ steps: signing }), { owner: 'octo', name: 'shop', files: sign })
    const after = changed[0]?.after ?? ''
    expect(after.match(/user: .*|token: .*|packages: .*/g)).toEqual(['packages: write', 'user: ${{ github.actor }}', 'token: ${{ secrets.GITHUB_TOKEN }}'])
  })

  test('and the secret goes where nobody knows what it does, it stays', async () => {
    const more = `${signing}- run: ./publish\n  env: { KEY: "\${{ secrets.CR_PAT }}" }\n`
    const { items } = await planAll(workflowOf({ steps: more }), { owner: 'octo', name: 'shop', files: sign })
    expect(items.map(({ secret, action }) => `${secret} ${action}`)).toEqual(['CR_PAT report'])
    expect(items[0]?.reason).toMatch(/stays in use on line 12/)
  })
})

describe('an action of the repository that is not made of steps', () => {
  const OWN = 'name: login\ninputs:\n  creds: { required: true }\n  token: { description: "Your GitHub token" }\n  key: { description: a key }\nruns: { using: node24, main: dist/index.js }\n'
  const using = '- uses: ./\n  with:\n    creds: ${{ secrets.ONE }}\n    token: ${{ secrets.TWO }}\n    key: ${{ secrets.THREE }}\n'

  async function told(facts: { readonly owner?: string; readonly name?: string }, readme = ''): Promise<readonly string[]> {
    const kept: Readonly<Record<string, string>> = { 'action.yml': OWN, 'README.md': readme }
    const { items, files: changed } = await planAll(workflowOf({ steps: using }), { ...facts, files: (path) => Promise.resolve(kept[path]) })
    expect(changed).toEqual([])
    return items.map(({ secret, target, action }) => `${secret} ${target} ${action}`)
  }

  test('is what other repositories call it', async () => {
    expect(await told({ owner: 'Azure', name: 'login' })).toEqual(['ONE azure/federated-credential report', 'TWO github/token report', 'THREE generic/advice advice'])
  })

  test('and is told as what it is, not as the step that others would have', async () => {
    const { items } = await planAll(workflowOf({ steps: using }), { owner: 'Azure', name: 'login', files: (path) => Promise.resolve(path === 'action.yml' ? OWN : undefined) })
    expect(items.slice(0, 2).map(({ reason }) => reason)).toEqual([
      'Handed to `action.yml`: an action of this repository, as others use it. Log in to Azure with a federated credential instead of a stored secret.',
      'Handed to `action.yml`: an action of this repository, which says that it takes a token of GitHub\'s. Where the token of the job does, hand it that one.',
    ])
  })

  test('and where nobody tells its name, what its readme shows', async () => {
    expect(await told({}, '- uses: actions/checkout@v4\n- uses: azure/login@v2\n')).toContain('ONE azure/federated-credential report')
  })

  test('takes a token of GitHub\'s where it says so', async () => {
    expect(await told({ owner: 'octo', name: 'shop' })).toEqual(['ONE generic/advice advice', 'TWO github/token report', 'THREE generic/advice advice'])
  })
})
