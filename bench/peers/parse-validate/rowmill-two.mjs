import { validateSubject } from '../../lib/validate-subject.mjs';

export const peer = validateSubject({
  name: 'rowmill (in process, 2 threads)',
  workers: 2,
  units: { 'few-large': 10_000_000, percent: 10_000_000 },
});
