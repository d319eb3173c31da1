import type { Command } from '../workflow.ts'
import { API_PATHS, OPERATIONS, QUERIES } from './octokit.data.ts'

/** What calls of GitHub's API need, written like the rows of the data files. */
export interface ApiNeeds {
  readonly needs: string
  readonly causes: string
}

const CALL = /\b(?:github|octokit|client)(?:\.rest)?\.([a-z][A-Za-z]{1,30})\.([a-z][A-Za-z]{1,60})\b/g
/** The client itself, anywhere but in a call of it: what it is handed to may do anything. */
const HANDED_ON = /\bgithub\b(?!\.paginate\b)/
const OPAQUE = /\brequire\(\s{0,9}["'`](?:\.|\$\{)|\bimport\(|\.request\(|\bexec\.|child_process|process\.env\.\w{0,40}TOKEN|getOctokit|\bfetch\(/

/** What the script of actions/github-script does with its client; undefined where that cannot be seen. */
export function scriptNeeds(script: string): ApiNeeds | undefined {
  const code = script.replaceAll(/^\s*\/\/.*$|\$\{\{[^}]{0,500}\}\}|github\.com|\/github\/|\.github\//gm, '')
  if (OPAQUE.test(code) || HANDED_ON.test(code.replaceAll(CALL, '').replaceAll(ASKED, ''))) return undefined
  const rows = [...Array.from(code.matchAll(CALL), ([, group, name]) => rowOf(`${group}.${name}`)), ...(/\bgraphql\b/.test(code) ? queriesIn(code) : [])]
  if (rows.includes(undefined)) return undefined
  return joined(rows.flatMap((row) => (row === undefined ? [] : [row])))
}

const ASKED = /\bgithub\.graphql(?=\()/g
const QUERY = /`\s{0,50}query\b([^`$\\]|\$\w){1,5000}`/g

const NAMED = /^`\s{0,50}query(?:\s{1,9}\w{1,60})?/

/** What is asked in GraphQL's language, where all of it is queries that stand in the script: docs.github.com/graphql/reference/queries */
function queriesIn(code: string): readonly (ApiNeeds | undefined)[] {
  const queries = code.match(QUERY) ?? []
  const calls = code.match(ASKED) ?? []
  if (calls.length === 0 || queries.length < calls.length || /\bgraphql\b/.test(code.replaceAll(ASKED, '')) || /\bmutation\b/.test(code)) return [undefined]
  const fields = queries.flatMap((query) => Array.from(query.replace(NAMED, '').matchAll(/\b([A-Za-z]{1,60})\s{0,9}\(/g), ([, field]) => field ?? ''))
  return fields.map((field) => {
    const needs = QUERIES.get(field)
    return needs === undefined ? undefined : { needs, causes: '' }
  })
}

function rowOf(operation: string): ApiNeeds | undefined {
  const row = OPERATIONS.find(([names]) => names.split(' ').some((name) => (name.endsWith('*') ? operation.startsWith(name.slice(0, -1)) : name === operation)))
  return row === undefined ? undefined : { needs: row[1], causes: row[2] ?? '' }
}

function joined(all: readonly ApiNeeds[]): ApiNeeds {
  return { needs: all.map(({ needs }) => needs).join(' ').trim(), causes: [...new Set(all.flatMap(({ causes }) => causes.split(' ')))].join(' ').trim() }
}

const OWN = /^\/?repos\/(?:\$\{\{\s{0,9}github\.repository\s{0,9}\}\}|\$\{?GITHUB_REPOSITORY\}?|\$\{?REPO(?:SITORY)?\}?|\{owner\}\/\{repo\}|:owner\/:repo)\/?(.{0,300})$/

/** What `gh api` needs for a path of its own repository; undefined for others and for what is not listed. */
export function ghApiNeeds({ words }: Command): ApiNeeds | undefined {
  const path = words.slice(2).find((word) => OWN.test(word))
  const rest = path === undefined ? undefined : OWN.exec(path)?.[1]
  if (rest === undefined) return undefined
  const scope = rest === '' ? 'contents' : API_PATHS.find(([form]) => form.test(rest))?.[1]
  if (scope === undefined || scope === '') return undefined
  return { needs: `${scope}:${writes(words) ? 'write' : 'read'}`, causes: '' }
}

/** As `gh api` chooses the method: cli.github.com/manual/gh_api */
function writes(words: readonly string[]): boolean {
  const at = words.findIndex((word) => word === '-X' || word === '--method')
  const method = at >= 0 ? words[at + 1] : words.find((word) => /^(?:-X|--method=)\w/.test(word))?.replace(/^-X|^--method=/, '')
  if (method !== undefined) return method.toUpperCase() !== 'GET'
  return words.some((word) => /^(?:-f|-F|--field|--raw-field|--input)(?:=|$)/.test(word))
}
