import { validateSubject } from '../../lib/validate-subject.mjs';

const isFast = process.env.ROWMILL_ENGINE !== 'ts';

export const peer = validateSubject({
  name: 'rowmill (in process, 1 thread)',
  workers: 1,
  units: { few: 3_000_000, many: 3_000_000, ...(isFast ? { percent: 10_000_000 } : {}) },
});
