import { gunzipSync } from 'node:zlib'
import { parseJson, textAt } from '../../../src/lib/json.ts'
import { inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { isObject, requiredText } from '../http/body.ts'
import { accepted, failed, found, ok, Refusal, type Reply } from '../http/reply.ts'
import { apiUrl } from '../shape/repository.ts'

const REPO = '/repos/{owner}/{repo}'

/** Code scanning takes gzipped, base64-coded SARIF: https://docs.github.com/en/rest/code-scanning/code-scanning */
export const sarifRoutes: Routes = inRepository({
  [`POST ${REPO}/code-scanning/sarifs`]: upload,
  [`GET ${REPO}/code-scanning/sarifs/{sarif_id}`]: (call) => {
    found(call.repository.sarifs.get(pathPart(call, 'sarif_id')))
    return ok({ processing_status: 'complete', analyses_url: `${apiUrl(call.world, call.repository)}/code-scanning/analyses` })
  },
})

function upload({ world, repository, body }: RepositoryCall): Reply {
  const sarif = unpack(requiredText(body, 'sarif'))
  const json = sarif === undefined ? undefined : parseJson(sarif)
  if (!isObject(json) || textAt(json, 'version') !== '2.1.0')
    throw new Refusal(failed(400, 'Invalid SARIF. SARIF must be gzipped, base64-coded and of version 2.1.0.'))
  const id = `${world.mint.hex(8)}-${world.mint.hex(4)}-11ee-${world.mint.hex(4)}-${world.mint.hex(12)}`
  repository.sarifs.set(id, json)
  return accepted({ id, url: `${apiUrl(world, repository)}/code-scanning/sarifs/${id}` })
}

function unpack(text: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(text, 'base64')).toString('utf8')
  } catch {
    return undefined
  }
}
