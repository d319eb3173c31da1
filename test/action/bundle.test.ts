import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { NoOperationTraceWriter } from '@actions/workflow-parser'
import { parseAction } from '@actions/workflow-parser/actions/action-parser'
import { parse } from 'yaml'
import { root } from '../support/source-files.ts'
import { buildBundle } from './bundle.ts'

describe('the bundle', () => {
  test('is one file of at most 2 MB', async () => {
    const { path, metafile } = await buildBundle()
    expect(Object.keys(metafile.outputs)).toHaveLength(1)
    expect(statSync(path).size).toBeLessThan(2 * 1024 * 1024)
  })

  test.each(['probot', 'pg', '@electric-sql/pglite', 'pg-boss', 'kysely', '@octokit/rest', 'prom-client', '@actions/cache', 'undici'])('holds nothing of %s', async (name) => {
    const { metafile } = await buildBundle()
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs))
    expect(inputs.filter((input) => input.includes(`node_modules/${name}/`))).toEqual([])
  })

  test('has a thread beside it that knows tokens, and nothing of workflows', async () => {
    const { thread } = await buildBundle()
    const inputs = Object.keys(thread.inputs)
    expect(inputs).toContain('src/pack/family-walker.ts')
    expect(inputs.filter((input) => /^src\/(migrate|recipes|repo\/git\.ts|flows|policy|report)|node_modules/.test(input))).toEqual([])
  })

  test('holds neither the server nor examples of tokens', async () => {
    const { metafile } = await buildBundle()
    expect(Object.keys(metafile.inputs).filter((input) => /^src\/(ledger|serve|server|app|work|cli|repo\/github)|\/examples\.ts$|lib\/mint\.ts$/.test(input))).toEqual([])
  })
})

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

describe('action.yml', () => {
  const text = readFileSync(`${root}action.yml`, 'utf8')
  const metadata: Metadata = parse(text)

  test('is in order, says GitHub\'s own parser', () => {
    const { context, value } = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter())
    expect(context.errors.getErrors().map(({ message }) => message)).toEqual([])
    expect(value).toBeDefined()
    expect(metadata.runs).toEqual({ using: 'node24', main: 'action/dist/index.js' })
  })

  test('names each input and each output that the source knows, and no other', () => {
    const source = ['setting', 'tell', 'migrate', 'retire'].map((name) => readFileSync(`${root}action/${name}.ts`, 'utf8')).join('\n')
    function named(pattern: RegExp): readonly string[] {
      return [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].toSorted()
    }
    expect(named(/(?:getInput|choice)\('(\w+)'/g)).toEqual(Object.keys(metadata.inputs).toSorted())
    expect(named(/setOutput\('(\w+)'/g)).toEqual(Object.keys(metadata.outputs).toSorted())
  })

  test('is what docs/action.md tells', () => {
    const docs = readFileSync(`${root}docs/action.md`, 'utf8')
    const inputs = Object.entries(metadata.inputs).map(([name, { description, default: value = '' }]) => `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${description} |`)
    const outputs = Object.entries(metadata.outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`)
    expect(tableOf(docs, 'Inputs')).toEqual(inputs)
    expect(tableOf(docs, 'Outputs')).toEqual(outputs)
  })
})

/** The rows of the first table below a heading. */
function tableOf(markdown: string, heading: string): readonly string[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return section.split('\n').filter((line) => line.startsWith('|')).slice(2)
}
