import { expect, test } from '@jest/globals'
import { takenBy } from '../../src/recipes/taken-by.ts'

const X = '${{ secrets.X }}'

test.each([
  ['a password', `docker login quay.io -u octo -p ${X}`, X, 'credential'],
  ['what is piped in', `echo "${X}" | docker login quay.io --password-stdin`, X, 'credential'],
  ['the name of an account', `docker login quay.io -u ${X} -p p`, X, 'name'],
  ['a name in a variable', 'docker login quay.io --username "$WHO" -p p', 'WHO', 'name'],
  ['a password in a variable', 'docker login quay.io --username x -p "${WHO}"', 'WHO', 'credential'],
  ['a user with a password', `curl --user ${X} https://door.example`, X, 'credential'],
  ['a name by its flag', `aws cloudfront create-invalidation --distribution-id=${X}`, X, 'name'],
  ['a name by its variable', `REGION=${X} make`, X, 'name'],
  ['a bucket', `aws s3 sync . s3://${X}/site`, X, 'name'],
  ['a namespace', `kubectl -n ${X} get pods`, X, 'name'],
  ['a value of a chart', `helm upgrade shop . --kubeconfig c --set db.password=${X}`, X, 'handed'],
  ['a literal of a cluster\'s secret', `kubectl create secret generic s --from-literal=a="${X}"`, X, 'handed'],
  ['a variable of a container', `docker run -e TOKEN=${X} octo/shop`, X, 'handed'],
  ['name and password alike', `docker login registry -u ${X} -p ${X}`, X, 'credential'],
])('%s', (_, line, text, expected) => {
  expect(takenBy(line, text)).toBe(expected)
})
