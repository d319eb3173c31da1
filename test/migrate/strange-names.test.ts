import { expect, test } from '@jest/globals'
import { planAll } from './planning.ts'

// Keys of a workflow may be any text; GitHub refuses most of them, but only when it is run.
const NAMES = ['A(', '[x', 'A*', 'A|B', '\\d', '{1,', '$X', 'NPM_TOKEN)', 'AWS_SECRET_ACCESS_KEY[', 'GITHUB_TOKEN+']
const RUNS = ['echo $N | docker login ghcr.io -u x --password-stdin', 'npm publish "$N"', 'az login --service-principal -p $N', 'echo "$N" > k.json; gcloud auth activate-service-account --key-file k.json']

test.each(NAMES.flatMap((name) => RUNS.map((run) => [name, run] as const)))('a variable and an id called %s do not stop the plan: %s', async (name, run) => {
  const text = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - id: ${JSON.stringify(name)}
        uses: JS-DevTools/npm-publish@v1
        with: { token: "\${{ secrets.NPM_TOKEN }}" }
      - run: ${JSON.stringify(run.replaceAll('$N', `$${name}`))}
        env:
          ${JSON.stringify(name)}: \${{ secrets.STORED_KEY }}
`
  const { items, problems } = await planAll(text, { owner: 'octo', name: 'shop' })
  expect(problems).toEqual([])
  expect(items.map(({ secret }) => secret)).toContain('STORED_KEY')
})
