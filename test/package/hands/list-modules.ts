// node --import list-modules.ts …: writes the address of every module that was loaded to the file that MODULES names.
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

registerHooks({
  // oxlint-disable-next-line max-params -- Node's LoadHookSync
  load(url, context, next) {
    appendFileSync(process.env['MODULES'] ?? '', `${url}\n`)
    return next(url, context)
  },
})
