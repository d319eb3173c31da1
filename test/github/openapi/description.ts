import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv, type Options, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { at, isList, parseJson, textAt, type Json } from '../../../src/lib/json.ts'
import { isObject, objectsAt } from '../http/body.ts'
import type { JsonObject } from '../http/reply.ts'
import { componentOf, componentsIn, toJsonSchema } from './schema.ts'

/** GitHub's description of its API, https://github.com/github/rest-api-description, compiled a schema at a time. */
export interface Description {
  operation(operation: string): Operation | undefined
  /** The check for a component, such as `basic-error`. */
  component(name: string): ValidateFunction
  /** The check for a webhook's body: `pull-request-opened`, `push`. */
  webhook(name: string): ValidateFunction | undefined
}

export interface Operation {
  /** Of the path and the query together; values are coerced from text. */
  readonly parameters: ValidateFunction
  readonly queryNames: ReadonlySet<string>
  readonly body: { readonly check: ValidateFunction; readonly required: boolean; readonly fields: ReadonlySet<string> } | undefined
  /** By status: the check for a JSON body of a media type, or `empty`. Undefined: not declared. */
  reply(status: number, type: string): ValidateFunction | 'empty' | undefined
}

// Where the description contradicts GitHub's documented answer: here an account must be a user and an enterprise at once.
const CORRECTIONS: Readonly<Record<string, Json>> = {
  'GET /app/installations 200': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
}

export function loadDescription(): Description {
  const folder = dirname(createRequire(import.meta.url).resolve('@octokit/openapi'))
  const document = parseJson(readFileSync(join(folder, 'generated', 'api.github.com.json'), 'utf8')) ?? {}
  const compile = createCompiler(document, {})
  const coerce = createCompiler(document, { coerceTypes: 'array' })
  const operations = new Map<string, Operation | undefined>()
  return {
    operation(operation) {
      if (!operations.has(operation)) operations.set(operation, readOperation(document, { operation, compile, coerce }))
      return operations.get(operation)
    },
    component: (name) => compile(`component ${name}`, { $ref: `#/components/schemas/${name}` }),
    webhook(name) {
      const schema = at(document, 'x-webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema')
      return schema === undefined ? undefined : compile(`webhook ${name}`, schema)
    },
  }
}

type Compile = (name: string, schema: Json) => ValidateFunction

/** Compiles what is asked for, and of the components only those that it names. */
function createCompiler(document: Json, options: Options): Compile {
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: true,
    allErrors: false,
    inlineRefs: false,
    logger: false,
    code: { optimize: false },
    ...options,
  })
  formats.default(ajv)
  ajv.addFormat('email', true) // whatever a commit says; an App's own address has brackets in it
  const added = new Set<string>()
  const compiled = new Map<string, ValidateFunction>()
  function addComponents(schema: Json): void {
    for (const name of componentsIn(schema)) {
      if (added.has(name)) continue
      added.add(name)
      const component = toJsonSchema(at(document, 'components', 'schemas', name) ?? {})
      if (isObject(component)) ajv.addSchema(component, name)
      addComponents(component)
    }
  }
  return (name, schema) => {
    const there = compiled.get(name)
    if (there !== undefined) return there
    const converted = toJsonSchema(schema)
    addComponents(converted)
    const check = ajv.compile(isObject(converted) ? converted : {})
    compiled.set(name, check)
    return check
  }
}

interface Reading {
  readonly operation: string
  readonly compile: Compile
  readonly coerce: Compile
}

function readOperation(document: Json, { operation, compile, coerce }: Reading): Operation | undefined {
  const [method = '', path = ''] = operation.split(' ')
  const node = at(document, 'paths', path, method.toLowerCase())
  if (node === undefined) return undefined
  const parameters = objectsAt(node, 'parameters').map((parameter) => resolved(document, parameter))
  const body = at(node, 'requestBody', 'content', 'application/json', 'schema')
  return {
    parameters: coerce(`parameters ${operation}`, parametersSchema(parameters)),
    queryNames: new Set(parameters.flatMap((parameter) => (parameter['in'] === 'query' ? [textAt(parameter, 'name') ?? ''] : []))),
    body:
      body === undefined
        ? undefined
        : {
            check: compile(`body ${operation}`, body),
            required: at(node, 'requestBody', 'required') === true,
            fields: fieldsOf(document, body),
          },
    reply(status, type) {
      const answer = at(node, 'responses', String(status))
      if (!isObject(answer)) return undefined
      const content = at(resolved(document, answer), 'content')
      if (!isObject(content)) return 'empty'
      const schema = CORRECTIONS[`${operation} ${status}`] ?? at(content, type, 'schema') ?? at(content, 'application/json', 'schema')
      return schema === undefined ? undefined : compile(`reply ${operation} ${status} ${type}`, schema)
    },
  }
}

function parametersSchema(parameters: readonly JsonObject[]): JsonObject {
  const own = parameters.filter((parameter) => parameter['in'] === 'query' || parameter['in'] === 'path')
  const named = own.map((parameter) => [textAt(parameter, 'name') ?? '', parameter['schema'] ?? {}] as const)
  const required = own.flatMap((parameter) => (parameter['required'] === true ? [textAt(parameter, 'name') ?? ''] : []))
  return { type: 'object', properties: Object.fromEntries(named), required }
}

/** The members that a body may have, through references and alternatives. */
function fieldsOf(document: Json, schema: Json): ReadonlySet<string> {
  if (!isObject(schema)) return new Set()
  const node = resolved(document, schema)
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => objectsAt(node, key))
  const own = isObject(node['properties']) ? Object.keys(node['properties']) : []
  return new Set([...own, ...parts.flatMap((part) => [...fieldsOf(document, part)])])
}

function resolved(document: Json, node: JsonObject): JsonObject {
  const reference = node['$ref']
  if (typeof reference !== 'string') return node
  const target = at(document, 'components', reference.split('/').at(-2) ?? '', componentOf(reference))
  return isObject(target) && !isList(target) ? target : node
}
