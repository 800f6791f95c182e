import { distinctDigest } from '../../lib/keys.mjs';
import { timedOnKeys } from '../../lib/timed-on-keys.mjs';

function countBySorting(keys) {
  const sorted = keys.toSorted();
  let distinct = 1;
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] !== sorted[at - 1]) distinct += 1;
  return distinct;
}

export const peer = timedOnKeys('BigUint64Array sorted', (words) =>
  distinctDigest(countBySorting(new BigUint64Array(words.buffer))),
);
