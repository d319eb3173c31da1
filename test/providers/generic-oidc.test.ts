import { describe, expect, test } from '@jest/globals'
import { planAll } from '../migrate/planning.ts'
import { workflowOf } from '../migrate/reading.ts'

async function told(steps: string, job = ''): Promise<readonly string[]> {
  const { items, files } = await planAll(workflowOf({ steps, job }))
  expect(files).toEqual([])
  return items.map(({ secret, target, action }) => `${secret} ${target} ${action}`)
}

describe('a stored secret of which nobody knows who takes it gets advice', () => {
  test.each([
    ['as an input of an action', '- uses: acme/thing@v1\n  with:\n    door: ${{ secrets.DOOR_CODE }}\n'],
    ['as a variable of a program', '- run: ./door.sh\n  env:\n    DOOR_CODE: ${{ secrets.DOOR_CODE }}\n'],
    ['in a command', '- run: ./door.sh "${{ secrets.DOOR_CODE }}"\n'],
    ['chosen by an expression', '- run: ./door.sh\n  env:\n    DOOR_CODE: ${{ github.ref == \'refs/heads/main\' && secrets.DOOR_CODE }}\n'],
  ])('%s', async (_, steps) => {
    expect(await told(steps)).toEqual(['DOOR_CODE generic/advice advice'])
  })

  test('handed on by a command that has a credential of its own', async () => {
    expect(await told('- run: helm upgrade shop . --kubeconfig c --set code=${{ secrets.DOOR_CODE }}\n')).toEqual(['DOOR_CODE generic/advice advice'])
  })

  test('through a matrix', async () => {
    const job = 'strategy:\n  matrix:\n    include:\n      - code: ${{ secrets.DOOR_CODE }}\n'
    expect(await told('- run: ./door.sh\n', job)).toEqual(['DOOR_CODE generic/advice advice'])
  })
})

describe('what is no credential is not spoken of:', () => {
  test.each([
    ['a host', '- run: ./door.sh\n  env:\n    DOOR_HOST: ${{ secrets.DOOR_HOST }}\n'],
    ['an address', '- run: curl ${{ secrets.DOOR_URL }}\n'],
    ['a name that an input takes', '- uses: acme/thing@v1\n  with:\n    username: ${{ secrets.DOOR_KEEPER }}\n'],
    ['an account', '- run: ./door.sh ${{ secrets.DOOR_ACCOUNT_ID }}\n'],
    ['whether it is there', "- if: env.HAS == 'true'\n  run: make\n  env:\n    HAS: ${{ secrets.DOOR_CODE != '' }}\n"],
    ['a key that every visitor of a page gets', '- run: make\n  env:\n    NEXT_PUBLIC_MAP_KEY: ${{ secrets.NEXT_PUBLIC_MAP_KEY }}\n'],
    ['a name of a thing to reach', '- run: aws cloudfront create-invalidation ${{ secrets.SITE_DISTRIBUTION }}\n'],
    ['what a flag calls a name', '- run: aws cloudfront create-invalidation --distribution-id ${{ secrets.DIST }} --paths "/*"\n'],
    ['what a variable calls a name', '- run: REGION=${{ secrets.WHERE }} make\n'],
    ['a bucket', '- run: aws s3 sync . s3://${{ secrets.DOOR }}/x\n'],
    ['a subscription', '- run: ./door.sh ${{ secrets.DOOR_SUB }}\n'],
    ['a certificate of an authority', '- uses: acme/thing@v1\n  with:\n    caCertificate: ${{ secrets.DOOR_CA }}\n'],
    ['the name of a robot that logs in', '- run: docker login quay.io -u ${{ secrets.ROBOT_USER }} -p "$PW"\n'],
    ['a namespace of a cluster', '- run: kubectl --kubeconfig c -n ${{ secrets.DOOR }} get pods\n'],
    ['the token of the job', '- run: ./door.sh ${{ secrets.GITHUB_TOKEN }}\n'],
  ])('%s', async (_, steps) => {
    expect(await told(steps)).toEqual([])
  })

  test.each([
    ['what a flag calls a user may hold a password', '- run: curl --user ${{ secrets.DOOR }} https://door.example\n'],
    ['what is called a token is one', '- run: ./door.sh --name ${{ secrets.DOOR_TOKEN }}\n'],
    ['what is used otherwise too', '- run: ./door.sh --name ${{ secrets.DOOR }} ${{ secrets.DOOR }}\n'],
  ])('but %s', async (_, steps) => {
    expect(await told(steps)).toHaveLength(1)
  })

  test('an address that opens a door is', async () => {
    expect(await told('- run: curl ${{ secrets.DOOR_WEBHOOK_URL }}\n')).toEqual(['DOOR_WEBHOOK_URL generic/advice advice'])
  })
})

test.each([
  ['a database', 'DATABASE_PASSWORD', /IAM/],
  ['a hook', 'BUILD_HOOK', /hook/],
  ['a certificate', 'SIGNING_KEY', /key service/],
  ['anything', 'DOOR_CODE', /90 days/],
])('the advice for %s is its own, and says how to reach a store of secrets', async (_, secret, how) => {
  const { items } = await planAll(workflowOf({ steps: `- run: ./door.sh "\${{ secrets.${secret} }}"\n` }))
  expect(items.map(({ reason }) => reason)).toEqual([expect.stringMatching(how)])
  expect(items[0]?.reason).toMatch(/at run time from Vault/)
})
