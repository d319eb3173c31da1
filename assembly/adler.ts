// The checksum at the end of a zlib stream: https://www.rfc-editor.org/rfc/rfc1950#section-8.2

const PRIME: u32 = 65521
/** So many bytes can be summed before 32 bits overflow; a multiple of 16. */
const STRETCH: u32 = 5536

/** The Adler-32 of `length` bytes. Sixteen bytes a step: b grows by 16 a, and by each byte times its distance to the end. */
export function adler32(at: usize, length: u32): u32 {
  let a: u32 = 1
  let b: u32 = 0
  const high = i16x8(16, 15, 14, 13, 12, 11, 10, 9)
  const low = i16x8(8, 7, 6, 5, 4, 3, 2, 1)
  while (length >= 16) {
    const steps = min(length, STRETCH) >> 4
    let sums = i32x4.splat(0)
    let before = i32x4.splat(0)
    let weighed = i32x4.splat(0)
    for (let i: u32 = 0; i < steps; i++) {
      const bytes = v128.load(at)
      before = i32x4.add(before, sums)
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)))
      weighed = i32x4.add(weighed, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), high))
      weighed = i32x4.add(weighed, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), low))
      at += 16
    }
    b = <u32>((<u64>b + <u64>a * 16 * steps + <u64>total(before) * 16 + total(weighed)) % PRIME)
    a = (a + total(sums)) % PRIME
    length -= steps << 4
  }
  for (; length > 0; length--) {
    a += load<u8>(at++)
    b += a
  }
  return ((b % PRIME) << 16) | (a % PRIME)
}

// @ts-ignore: decorator
@inline function total(lanes: v128): u32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3)
}
