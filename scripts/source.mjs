// node --import ./scripts/source.mjs src/cli.ts …: runs the sources as they are. GitHub's workflow parser imports its JSON
// without saying that it is JSON, which only a bundler lets pass; this preload says it.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  // oxlint-disable-next-line max-params -- Node's hook
  load(url, context, next) {
    if (!url.includes('/@actions/workflow-parser/') || !url.endsWith('.json')) return next(url, context)
    return { format: 'json', source: readFileSync(fileURLToPath(url)), shortCircuit: true }
  },
})
