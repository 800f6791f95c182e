import { distinctDigest } from '../../lib/keys.mjs';
import { timedOnKeys } from '../../lib/timed-on-keys.mjs';

export const peer = timedOnKeys('Set of bigint', (words) =>
  distinctDigest(new Set(new BigUint64Array(words.buffer)).size),
);
