import type { Finding } from '../finding.ts'

/** `low` where tests and documentation lie. It lowers the voice, nothing else: what stands there is looked at like the rest. */
export function severityOf(path: string): Finding['severity'] {
  const names = path.toLowerCase().split('/')
  const file = names.pop() ?? ''
  return names.some((name) => FOLDERS.has(name)) || FILE.test(file) ? 'low' : 'high'
}

const FOLDERS = new Set([
  'test', 'tests', '__tests__', 'testing', 'testdata', 'spec', 'specs', 'fixture', 'fixtures', '__fixtures__', 'mock', 'mocks', '__mocks__',
  'doc', 'docs', 'documentation', 'example', 'examples', 'sample', 'samples',
])

const FILE = /\.(?:md|mdx|rst|adoc)$|[._-](?:test|spec)\.[a-z]{1,5}$|^test_[^/]{1,200}\.py$|\.(?:example|sample)$/
