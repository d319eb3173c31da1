// What the threads of these tests run.
import { help } from '../../src/pack/help.ts'
import { guess, mark } from '../scan/toys.ts'

help([mark, guess])
