#!/usr/bin/env node
// The command line: argv → one flow.
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// What Node made of the installed code the last time it need not do again; in a folder that nobody else can write to.
if (import.meta.url.endsWith('.js')) enableCompileCache(join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'mayfly'))
const { main } = await import('./cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
