// The helping thread of a scan with many rules.
import { help } from '../src/pack/help.ts'
import { manyRules } from './many-rules.ts'

help(manyRules(2000))
