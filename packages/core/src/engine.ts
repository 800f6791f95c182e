export type { ContentDigest, LineDigest } from './format/line-digest.ts';
export { createLineDigest, EMPTY_DIGEST, mergeDigests } from './format/line-digest.ts';
