import { atMost } from '../lib/marks.mjs';
import { bytesPer, MEGABYTES, millisecondsPer } from '../lib/units.mjs';

const OWN = 'workflow';
const ONCE = { isScaled: false, rounds: 1, warmups: 0 };

export const suite = {
  name: 'workflow',
  title: 'A distributed map on one machine',
  about:
    'Shards from a JSON Lines manifest through a distributed map, 100 at a time, with a handler that does nothing: what the interpreter and its journal take. The plain writes meet the same disk in the same round.',
  subjects: [
    { id: OWN, file: 'workflow/rowmill.mjs', isOwn: true },
    { id: 'bare', file: 'workflow/bare.mjs', isControl: true },
  ],
  cases: [
    { name: 'shard', title: '10,000 shards', unit: millisecondsPer('shard') },
    { ...ONCE, name: 'bytes', title: 'Journal of 10,000 shards', unit: bytesPer('shard') },
    { ...ONCE, name: 'heap', title: 'Heap: 10,000 shards less 1,000', unit: MEGABYTES },
  ],
  marks: [
    atMost({ case: 'shard', subject: OWN }, 0.5),
    atMost({ case: 'bytes', subject: OWN }, 1_000),
    atMost({ case: 'heap', subject: OWN }, 5),
  ],
};
