// npm run figures: how long the functions and files of src and action are (median, p90, max), and how much of them is comment.
import { globSync, readFileSync } from 'node:fs'
import { parse } from '@babel/parser'

interface Node {
  readonly type: string
  readonly loc?: { readonly start: { readonly line: number }; readonly end: { readonly line: number } } | null
}

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ObjectMethod|ClassMethod|ClassPrivateMethod)$/

const files = globSync(['src/**/*.ts', 'action/*.ts']).map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const code = files.filter(({ path }) => !/\.data\.ts$|providers\/index\.ts$/.test(path))

const functions: { readonly where: string; readonly lines: number }[] = []
let comments = 0
for (const { path, text } of code) {
  const tree = parse(text, { sourceType: 'module', plugins: ['typescript', 'importAttributes'] })
  for (const comment of tree.comments ?? []) comments += lines(comment)
  walk(tree.program, (node) => {
    if (FUNCTION.test(node.type)) functions.push({ where: `${path}:${node.loc?.start.line}`, lines: lines(node) })
  })
}

const total = code.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
print('functions', functions.toSorted((left, right) => left.lines - right.lines))
print('files', code.map(({ path, text }) => ({ where: path, lines: text.split('\n').length - 1 })).toSorted((left, right) => left.lines - right.lines))
console.log(`${total} lines, ${Math.round((100 * comments) / total)} % comment`)

function print(what: string, sorted: readonly { readonly where: string; readonly lines: number }[]): void {
  const at = { half: sorted[Math.floor(sorted.length / 2)], most: sorted[Math.floor(sorted.length * 0.9)] }
  const last = sorted.at(-1)
  console.log(`${sorted.length} ${what}: median ${at.half?.lines}, p90 ${at.most?.lines}, max ${last?.lines} lines (${last?.where})`)
}

function lines(node: Pick<Node, 'loc'>): number {
  return node.loc ? node.loc.end.line - node.loc.start.line + 1 : 0
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) visit(value)
  for (const child of Object.values(value)) walk(child, visit)
}

function isNode(value: object): value is Node {
  return 'type' in value && 'loc' in value
}
