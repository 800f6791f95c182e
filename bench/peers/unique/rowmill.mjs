import { distinctDigest } from '../../lib/keys.mjs';
import { timedOnKeys } from '../../lib/timed-on-keys.mjs';

const CORE = new URL('../../../packages/core/dist/', import.meta.url);
const BATCH_KEYS = 8192;
/** Twelve bytes a key: all ten million stay in memory, as with the peers. */
const BUDGET_BYTES = 160 << 20;

const { openUniqueKeys } = await import(new URL('keys/unique-keys.js', CORE).href);

const rows = new Int32Array(BATCH_KEYS);
let search;

function addAll(hashes) {
  for (let first = 0; first < hashes.length; first += BATCH_KEYS) {
    const batch = hashes.subarray(first, first + BATCH_KEYS);
    for (let i = 0; i < batch.length; i += 1) rows[i] = first + i;
    search.add({ count: batch.length, hashes: batch, rows, high: 0 });
  }
}

/** The groups have to be those that were planted: rows 0 and the last, 1 and the two in the middle. */
function assertGroups({ groups }, count) {
  const middle = count >>> 1;
  const planted = [
    [0, count - 1],
    [1, middle, middle + 1],
  ];
  if (JSON.stringify(groups) !== JSON.stringify(planted)) {
    throw new Error(`found the repeated rows ${JSON.stringify(groups)}`);
  }
}

export const peer = timedOnKeys('rowmill (1 thread)', (words) => {
  search ??= openUniqueKeys({
    budgetBytes: BUDGET_BYTES,
    openSpill() {
      throw new Error('the keys did not fit into memory');
    },
  });
  const hashes = new BigUint64Array(words.buffer);
  addAll(hashes);
  const found = search.finish(100);
  assertGroups(found, hashes.length);
  return distinctDigest(found.distinct);
});
