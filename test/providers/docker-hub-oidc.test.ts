import { expect, test } from '@jest/globals'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'

testReadme('docker-hub')

function job(step: string): string {
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      ${step}\n`
}

async function targets(text: string): Promise<readonly string[]> {
  const { items, files } = await plan(text)
  expect(files).toEqual([])
  return items.map(({ target, action }) => `${target} ${action}`)
}

const HUB = ['docker-hub/oidc report']
const PULL = ['docker-hub/oidc advice']

test.each([
  ['', HUB], ['docker.io', HUB], ['https://index.docker.io/v1/', HUB], ['registry-1.docker.io', HUB],
  ['registry.example.com', []], ['docker.io.example.com', []], ['${{ vars.REGISTRY }}', []],
])('a login to `%s`', async (registry, expected) => {
  const line = registry === '' ? '' : `          registry: ${registry}\n`
  expect(await targets(job(`- uses: docker/login-action@v3\n        with:\n${line}          username: octo\n          password: \${{ secrets.PASS }}`))).toEqual(expected)
})

test.each([
  ['docker login -u octo -p ${{ secrets.PASS }}', HUB],
  ['echo ${{ secrets.PASS }} | docker login --username octo --password-stdin docker.io', HUB],
  ['docker login registry.example.com -u octo -p ${{ secrets.PASS }}', []],
  ['docker login -u octo -p "${{ secrets.PASS }}" https://registry.example.com', []],
  ['podman login -u octo -p ${{ secrets.PASS }} docker.io', HUB],
])('`%s`', async (run, expected) => {
  expect(await targets(job(`- run: ${run}`))).toEqual(expected)
})

test('of several logins in one input each is looked at by itself', async () => {
  const login = `- uses: docker/login-action@v4
        with:
          registry-auth: |
            - username: octo
              password: \${{ secrets.HUB }}
            - registry: registry.example.com
              username: octo
              password: \${{ secrets.OTHER }}`
  const { items } = await plan(job(login))
  expect(items).toMatchObject([{ secret: 'HUB', target: 'docker-hub/oidc' }])
})

test.each([
  ['octo/build:1', PULL], ['node:22', PULL], ['docker.io/octo/build', PULL], ['registry.example.com/octo/build', []], ['localhost:5000/build', []],
])('a container `%s` is pulled', async (image, expected) => {
  const text = job('- run: make').replace('    steps:', `    container:\n      image: ${image}\n      credentials:\n        username: octo\n        password: \${{ secrets.PASS }}\n    steps:`)
  expect(await targets(text)).toEqual(expected)
})
