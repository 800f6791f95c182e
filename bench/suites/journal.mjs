import { atMost, timesAtMost } from '../lib/marks.mjs';
import { bytesPer, nanosecondsPer } from '../lib/units.mjs';

const OWN = 'journal';
const MOST_BYTES = 1_000;

export const suite = {
  name: 'journal',
  title: 'The journal of an execution',
  about:
    'Durable appends, checked for rivals and with a checksum each. The plain write meets the same disk in the same round.',
  subjects: [
    { id: OWN, file: 'journal/rowmill.mjs', isOwn: true },
    { id: 'bare', file: 'journal/bare.mjs', isControl: true },
  ],
  cases: [
    { name: 'one', title: 'One record at a time', unit: nanosecondsPer('record') },
    { name: 'thousand', title: 'A thousand at the same time', unit: nanosecondsPer('record') },
    {
      name: 'child',
      title: 'A child of a map run: three records',
      unit: bytesPer('child'),
      isScaled: false,
      rounds: 1,
      warmups: 0,
    },
  ],
  marks: [
    timesAtMost({ case: 'one', subject: OWN }, 'bare', 1.5),
    timesAtMost({ case: 'thousand', subject: OWN }, 'bare', 3),
    atMost({ case: 'child', subject: OWN }, MOST_BYTES),
  ],
};
