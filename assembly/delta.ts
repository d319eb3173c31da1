// Deltas of packs: https://git-scm.com/docs/gitformat-pack#_deltified_representation
import { MOST_RUNS, RUNS } from './layout'

const SHORT: u32 = 32

/** What applyDelta returns for a delta that does not fit its base, or its own lengths. */
const DAMAGED: u32 = 0xffffffff

/**
 * Writes to `target` what a delta makes of its base. `delta` starts behind the two lengths of its header.
 * Returns how many runs, copies that adjoin in base and target and are not short, stand in RUNS: MOST_RUNS + 1 where they do not fit.
 */
export function applyDelta(delta: usize, limit: usize, base: usize, baseLength: u32, target: usize, length: u32): u32 {
  const end = target + length
  let at = delta
  let out = target
  let runs: u32 = 0
  let run = RUNS - 12
  let runSource: u32 = 0 // where the last run ends in the base,
  let runTarget: usize = 0 // and where in memory
  while (at < limit) {
    const op: u32 = load<u8>(at++)
    if (op & 0x80) {
      let source: u32 = 0
      let size: u32 = 0
      if (op & 0x01) source = load<u8>(at++)
      if (op & 0x02) source |= <u32>load<u8>(at++) << 8
      if (op & 0x04) source |= <u32>load<u8>(at++) << 16
      if (op & 0x08) source |= <u32>load<u8>(at++) << 24
      if (op & 0x10) size = load<u8>(at++)
      if (op & 0x20) size |= <u32>load<u8>(at++) << 8
      if (op & 0x40) size |= <u32>load<u8>(at++) << 16
      if (size == 0) size = 0x10000
      if (<u64>source + size > baseLength || <u64>out + size > end) return DAMAGED
      if (runs <= MOST_RUNS) {
        if (source == runSource && out == runTarget && runs > 0) {
          store<u32>(run, load<u32>(run, 8) + size, 8)
        } else {
          // A short run is not worth the bookkeeping: its bytes count as new, and the next takes its place.
          if (runs == 0 || load<u32>(run, 8) >= SHORT) {
            runs++
            run += 12
          }
          if (runs <= MOST_RUNS) {
            store<u32>(run, <u32>(out - target))
            store<u32>(run, source, 4)
            store<u32>(run, size, 8)
          }
        }
      }
      copy(out, base + source, size)
      out += size
      runSource = source + size
      runTarget = out
    } else {
      if (op == 0 || out + op > end || at + op > limit) return DAMAGED
      copy(out, at, op)
      at += op
      out += op
    }
  }
  return out == end && at == limit ? runs : DAMAGED
}

/** Short copies are many: a call would cost more than up to 15 bytes too many, which the next copy or SLACK takes. */
// @ts-ignore: decorator
@inline function copy(to: usize, from: usize, length: u32): void {
  if (length > 512) {
    memory.copy(to, from, length)
    return
  }
  const end = to + length
  do {
    v128.store(to, v128.load(from))
    to += 16
    from += 16
  } while (to < end)
}
