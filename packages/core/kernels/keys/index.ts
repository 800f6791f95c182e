/** Kernels of keys: hashes of columns, partitions of hashes, tables that find repeated and missing ones. */
export { mixFlags, mixInt64s, mixNumbers, mixUuids } from './mix-keys';
export { partitionKeys } from './partition';
export { hashTexts, joinHashes } from './siphash';
export { insertKeys, listMissing, listRepeated } from './table';
export { bothPresent, keepPresent } from './presence';
export { feistelAdd, feistelBlocks } from './feistel';
export { macFirst, macNext, macPut } from './mac';
export { hmacSha256 } from './sha256';
