/** Radix partition of keys by their upper bits: `src/keys/partition.ts`. */

/** As `PARTITION_BITS` of `src/keys/partition.ts`. */
export const PARTITION_BITS: u64 = 8;
const PARTITIONS: usize = 1 << <usize>PARTITION_BITS;

/** Address of the counter of a key's partition. */
// @ts-ignore: decorator
@inline
function counterOf(counters: usize, hash: u64): usize {
  return counters + (<usize>(hash >> (64 - PARTITION_BITS)) << 2);
}

/**
 * Sorts keys by partition, those of one partition in the order in which they came.
 *
 * @param hashes u64[count]
 * @param rests u64[count], or 0 where keys have 64 bits
 * @param rows u32[count]
 * @param offsets u32[1026]: partition `p` begins at entry `p` and ends at entry `p + 1`; the last one is scratch
 * @param outHashes,outRests,outRows as large as what they are filled from
 */
export function partitionKeys(
  hashes: usize,
  rests: usize,
  rows: usize,
  count: i32,
  offsets: usize,
  outHashes: usize,
  outRests: usize,
  outRows: usize,
): void {
  countPartitions(hashes, count, offsets);
  // The begin of a partition stands one entry behind its own, and is its end once all keys have passed.
  const cursors = offsets + 4;
  for (let i: usize = 0; i < <usize>count; i++) {
    const hash = load<u64>(hashes + (i << 3));
    const cursor = counterOf(cursors, hash);
    const to = <usize>load<u32>(cursor);
    store<u32>(cursor, <u32>to + 1);
    store<u64>(outHashes + (to << 3), hash);
    store<u32>(outRows + (to << 2), load<u32>(rows + (i << 2)));
    if (rests != 0) store<u64>(outRests + (to << 3), load<u64>(rests + (i << 3)));
  }
}

/** Begins of the partitions, each one entry behind its own. */
function countPartitions(hashes: usize, count: i32, offsets: usize): void {
  memory.fill(offsets, 0, (PARTITIONS + 2) << 2);
  const counters = offsets + 8;
  for (let at: usize = 0, end = <usize>count << 3; at < end; at += 8) {
    const counter = counterOf(counters, load<u64>(hashes + at));
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let sum: u32 = 0;
  for (let p: usize = 0; p < PARTITIONS; p++) {
    sum += load<u32>(offsets + (p << 2), 4);
    store<u32>(offsets + (p << 2), sum, 4);
  }
}
