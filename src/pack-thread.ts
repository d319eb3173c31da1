// The entry of the threads that help to scan packs.
import { help } from './pack/help.ts'
import { kinds } from './providers/kinds.generated.ts'
import { TABLE } from './providers/table.generated.ts'

help(kinds, TABLE)
