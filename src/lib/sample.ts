// Each is less likely than one in a million in a random token of 40 letters and digits.
const WORDS = /example|placeholder|changeme|redacted|dummytoken|your[_-]/i
const REPEATED = /(.)\1{5}/
const LONGEST_ROW = 8

/** Whether a person made the text up as a stand-in: a telling word, six equal characters, eight in a row (`12345678`). */
export function isSample(text: string): boolean {
  return WORDS.test(text) || REPEATED.test(text) || longestRow(text) >= LONGEST_ROW
}

/** The length of the longest stretch in which each character follows the one before it: 4 in `xabcdx`. */
function longestRow(text: string): number {
  let longest = 0
  let length = 0
  for (let i = 0; i < text.length; i++) {
    length = text.charCodeAt(i) === text.charCodeAt(i - 1) + 1 ? length + 1 : 1
    longest = Math.max(longest, length)
  }
  return longest
}
