// The entry of the threads that help to scan packs.
import { help } from './pack/help.ts'
import { providers } from './providers/index.ts'

help(providers.flatMap(({ tokens }) => tokens))
