// No pattern of any provider may take long on a text that was made to be slow. Ratios within one run, with a generous bound.
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import { isLoaded, loadRooms, type Loaded } from './rooms.ts'

const SIZE = 16_000
/** One try at each byte, in a cold engine on a busy machine, is some hundreds; nested repeats and whole regions read at each byte are ten thousands. */
const MOST_TIMES_ORDINARY = 1500
const FILLINGS = ['', ' ', '0', '="', '_', '.', 'aA0'.repeat(13), 'a'.repeat(2000)]

const ordinary = filled('const name = await read(path, index) // the text of a file\n')

describe.each((await loadRooms()).filter(isLoaded).map((room) => [room.id, room] as const))('%s', (_, room) => {
  const ruleset = compile(room.provider.tokens)

  test('takes no text much longer than another', () => {
    const base = Math.min(...Array.from({ length: 5 }, () => timeOf(ordinary)))
    const slow = hostileUnits(room).map(filled).filter(findsNothing).map((bytes) => {
      let least = timeOf(bytes)
      // Again where it seems slow: the machine may have been busy.
      for (let round = 0; round < 12 && least >= MOST_TIMES_ORDINARY * base; round++) least = Math.min(least, timeOf(bytes))
      return Math.round(least / base)
    })
    expect(Math.max(...slow)).toBeLessThan(MOST_TIMES_ORDINARY)
  })

  /** Tokens that are found are told with all that they say, which takes its time. */
  function findsNothing(bytes: Buffer): boolean {
    const scanned = scan({ bytes, path: 'hostile.txt' }, ruleset)
    return scanned.state === 'scanned' && scanned.matches.length < 10
  }

  function timeOf(bytes: Buffer): number {
    const start = performance.now()
    scan({ bytes, path: 'hostile.txt' }, ruleset)
    return performance.now() - start
  }
})

/** Keywords back to back and before all kinds of filling; examples that end too early, or that go on. */
function hostileUnits(room: Loaded): readonly string[] {
  const words = room.provider.tokens.flatMap((kind) => kind.keywords).flatMap((word) => FILLINGS.map((filling) => word + filling))
  const cut = room.examples.found.flatMap((example) => {
    const { text, secret } = example.make(new Mint(example.kind))
    return [text.slice(0, -2), secret.slice(0, -1), `${secret.slice(0, -1)}.`, secret.slice(0, Math.floor(secret.length / 2)), `${secret}_`]
  })
  return [...words, ...cut]
}

function filled(unit: string): Buffer {
  return Buffer.from(unit.repeat(Math.ceil(SIZE / unit.length))).subarray(0, SIZE)
}
