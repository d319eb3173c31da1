const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const MOST = 999_999_999_999n

/**
 * The account that an access key belongs to, as twelve digits, read from the key's id; undefined for the ids of before
 * 2019 (they begin with `AKIAI` or `AKIAJ`), which do not say it. After the prefix of four letters stand, in base 32, one
 * bit that is set in newer ids and then the 40 bits of the account. AWS does not document it; it was found by Tal Be'ery:
 * https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489
 */
export function accountOf(keyId: string): string | undefined {
  let bits = 0n
  for (const char of keyId.slice(4, 13)) bits = bits * 32n + BigInt(BASE32.indexOf(char))
  const newer = bits >> 44n === 1n
  const account = (bits >> 4n) & 0xff_ffff_ffffn
  return newer && account <= MOST ? String(account).padStart(12, '0') : undefined
}
