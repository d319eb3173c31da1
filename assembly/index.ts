// The inner loops of src/pack: bytes in, bytes and places out. It keeps to the stretches that it is handed, each of which is
// followed by SLACK bytes that may be read and overwritten, and to its own tables (layout.ts).
export { inflate } from './inflate'
export { applyDelta } from './delta'
export { openIds, addIds, addId, setValue } from './ids'
export { openRoom } from './objects'
export { openHashes, openRecords, nextRecord, openLacking, readTree, openTraces, addRecords, traceOf } from './trees'
export { openHistory, limitRecords, holdPiece, dropPiece, openFamilies, makeFamilies, makeFrom } from './history'
export { openCommits, nextCommit, readCommit, addCommits, openWalk, cutOff, beginAt, walk, walked, pick } from './commits'
export { learnWord } from './anchors'
export { startRow } from './patterns'
export { openTable, useTable, placeEntries, readHeaders } from './entries'
export { link, unitsOf } from './families'
export { decodeToo, findAll, findChanged, hasNul } from './words'
export {
  SLACK, FREE, HITS, MOST_HITS, MOST_RUNS, PATTERN_SETS, MOST_SETS, PATTERN_CODE, MOST_CODE, MOST_ANCHORS, WORD_ENTRIES, WORD_TEXTS, MOST_WORDS,
} from './layout'
