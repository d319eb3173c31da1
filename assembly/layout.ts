// Where things lie in memory. The caller fills what begins with WORD and ROW, and has all memory from FREE on.

/** Bytes behind every stretch that may be read and overwritten: a match of 258, three literals, and a copy of 32 past them. */
export const SLACK: usize = 320

/** Static data of the compiler ends far below. */
const START: usize = 16 * 1024

// inflate: tables of 32-bit entries, then the lengths of a block's codes (320 bytes), their counts, their symbols in order.
export const LITERALS: usize = START
export const DISTANCES: usize = LITERALS + 16 * 1024
export const FIXED_LITERALS: usize = DISTANCES + 8 * 1024
export const FIXED_DISTANCES: usize = FIXED_LITERALS + 4 * 1024
export const CODE_LENGTHS: usize = FIXED_DISTANCES + 1024
export const COUNTS: usize = CODE_LENGTHS + 1024
export const SORTED: usize = COUNTS + 256
export const USED: usize = SORTED + 1024

/** What the last delta copied, in the order of the target: target offset, base offset, length; 32 bits each. */
export const RUNS: usize = START + 64 * 1024
export const MOST_RUNS: u32 = 64 * 1024

/** Hash of three bytes → a bit for each value of the lowest three bits of a fourth, 1 where some word may have them in a row. */
export const WORD_FILTER: usize = RUNS + MOST_RUNS * 12
/** Hash of three bytes → 16 bits: the first anchor (from 1) that has them; 0 for none. */
export const ANCHOR_HEADS: usize = WORD_FILTER + 128 * 1024
/** By number from 1, 8 bytes each: see words.ts. */
export const ANCHORS: usize = ANCHOR_HEADS + 256 * 1024
export const MOST_ANCHORS: u32 = 64 * 1024
/** By number from 1, 16 bytes each: see words.ts. */
export const WORD_ENTRIES: usize = ANCHORS + MOST_ANCHORS * 8
export const MOST_WORDS: u32 = 16 * 1024
/** The words' text in lower case, 64 bytes each. */
export const WORD_TEXTS: usize = WORD_ENTRIES + MOST_WORDS * 16
/** The automaton of patterns: 256 columns of 16 bits a row. */
export const ROWS: usize = WORD_TEXTS + MOST_WORDS * 64
export const MOST_ROWS: u32 = 8 * 1024
/** What its rows are made of: see patterns.ts. The sets are 256 bytes each, 1 where a byte is in it. */
export const PATTERN_SETS: usize = ROWS + MOST_ROWS * 512
export const MOST_SETS: u32 = 4 * 1024
export const PATTERN_CODE: usize = PATTERN_SETS + MOST_SETS * 256
export const MOST_CODE: u32 = 64 * 1024
export const PLACES: usize = PATTERN_CODE + MOST_CODE * 2
export const MOST_PLACES: u32 = 256 * 1024
export const NEXTS: usize = PLACES + MOST_PLACES * 8
export const MOST_NEXTS: u32 = 256 * 1024
/** By row: where its places begin in MEMBERS; those of the next begin where they end. */
export const ROW_MEMBERS: usize = NEXTS + (MOST_NEXTS + 64 * 1024) * 4
export const MEMBERS: usize = ROW_MEMBERS + (MOST_ROWS + 1) * 4
export const MOST_MEMBERS: u32 = 1024 * 1024
/** Hash of a row's places → its number; 0 for none. */
export const ROW_SLOTS: usize = MEMBERS + MOST_MEMBERS * 4
/** What is used while a row is made. */
export const QUEUE: usize = ROW_SLOTS + MOST_ROWS * 8
export const STAMPS: usize = QUEUE + MOST_PLACES * 4
export const SET_STAMPS: usize = STAMPS + MOST_PLACES * 4
export const SPLITS: usize = SET_STAMPS + MOST_SETS * 4
export const MOST_SPLITS: u32 = 64 * 1024
export const TARGETS: usize = SPLITS + MOST_SPLITS * 2
/** The places of words in the text that was searched last. */
export const HITS: usize = TARGETS + MOST_SPLITS * 2
export const MOST_HITS: u32 = 128 * 1024


/** base64: byte → value; and what is decoded, for each of LAYERS texts that may stand in each other. Words reach no farther than the overlap. */
export const CHARACTERS: usize = HITS + (MOST_HITS + 1) * 8
export const LAYERS: usize = 2
export const DECODED: usize = CHARACTERS + 256 + 64
export const DECODED_SIZE: usize = 256 * 1024
export const DECODED_OVERLAP: usize = 32 * 1024

export const FREE: usize = DECODED + LAYERS * DECODED_SIZE
