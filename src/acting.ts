// The part of the library that the Action's scan needs, for the same reason as scanning.ts: what migrates is loaded where it is asked for.
export * from './scanning.ts'
export { openBlobMemory } from './repo/blob-memory.ts'
export { mirrored, openMirror, reach, WHOLE_DEPTH, type Ends, type Mirror, type Tip } from './repo/mirror.ts'

export { previewPolicy } from './flows/preview-policy.ts'
export { staticCredentials } from './flows/static-credentials.ts'
export type { Policy } from './policy/policy.ts'

export type { Audience, Telling } from './report/audience.ts'
export { checkAnnotation, type CheckAnnotation } from './report/check-annotation.ts'
export { headline } from './report/headline.ts'
export { toMarkdown } from './report/markdown.ts'
export { visible } from './report/visible.ts'
