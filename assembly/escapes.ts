// Characters that are spelled in others: the same as in src/scan/escapes.ts, where the sources are named.

const BACKSLASH: u32 = 0x5c
const PERCENT: u32 = 0x25
const AMPERSAND: u32 = 0x26

/** The most bytes that one takes. */
export const LONGEST: u32 = 6

/** Whether one may begin in a stretch. */
export function mayBeSpelled(at: usize, end: usize): bool {
  for (; at < end; at++) {
    const byte: u32 = load<u8>(at)
    if (byte == BACKSLASH || byte == PERCENT || byte == AMPERSAND) return true
  }
  return false
}

/** What stands at a place of a text that ends at `end`: the byte that is meant, plus 256 for each byte that it takes. */
// @ts-ignore: decorator
@inline export function meantAt(at: usize, end: usize): u32 {
  const byte: u32 = load<u8>(at)
  if (byte != BACKSLASH && byte != PERCENT && byte != AMPERSAND) return byte | 0x100
  const spelled = byte == PERCENT ? inDigits(at + 1, 3, 0xff) : byte == BACKSLASH ? escaped(at) : referred(at)
  return spelled != 0 && at + (spelled >> 8) <= end ? spelled : byte | 0x100
}

/** Two hexadecimal digits, and how many bytes it takes with them. */
function inDigits(at: usize, length: u32, most: u32): u32 {
  const value = (digit(load<u8>(at)) << 4) | digit(load<u8>(at, 1))
  return value <= most ? value | (length << 8) : 0
}

/** More than any value of two where it is none. */
function digit(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30
  const letter = (byte | 0x20) - 0x61
  return letter < 6 ? letter + 10 : 0x1000
}

function escaped(at: usize): u32 {
  const sign: u32 = load<u8>(at, 1)
  if (sign == 0x75 && load<u16>(at, 2) == 0x3030) return inDigits(at + 4, 6, 0x7f) // u00
  if (sign == 0x78) return inDigits(at + 2, 4, 0x7f) // x
  if (sign == 0x6e) return 0x20a // n
  if (sign == 0x72) return 0x20d // r
  if (sign == 0x74) return 0x209 // t
  return sign == 0x2f || sign == 0x22 || sign == 0x27 ? sign | 0x200 : 0 // / " '
}

function referred(at: usize): u32 {
  if (load<u8>(at, 1) != 0x23) return named(at)
  if (load<u8>(at, 2) == 0x78) return load<u8>(at, 5) == 0x3b ? inDigits(at + 3, 6, 0x7f) : 0 // #x
  let value: u32 = 0
  let digits: u32 = 0
  for (; digits < 3 && <u32>load<u8>(at + 2 + digits) - 0x30 < 10; digits++) value = value * 10 + load<u8>(at + 2 + digits) - 0x30
  return digits > 1 && value < 128 && load<u8>(at + 2 + digits) == 0x3b ? value | ((3 + digits) << 8) : 0
}

function named(at: usize): u32 {
  const name = load<u32>(at, 1)
  if ((name & 0xffffff) == 0x3b746c) return 0x43c // lt;
  if ((name & 0xffffff) == 0x3b7467) return 0x43e // gt;
  if (name == 0x3b706d61) return 0x526 // amp;
  if (load<u8>(at, 5) != 0x3b) return 0
  return name == 0x746f7571 ? 0x622 : name == 0x736f7061 ? 0x627 : 0 // quot, apos
}
