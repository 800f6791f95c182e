import { timesAtMost } from '../lib/marks.mjs';
import { nanosecondsPer } from '../lib/units.mjs';

const OWN = 'workflow';

export const suite = {
  name: 'pipeline',
  title: 'A run by its document',
  about:
    'The user record as a stored dataset in Parquet, validated and reported, by two workers: the run as `rowmill run` drives it, with its journal, against the same tasks called without one. Both begin when the workers are there.',
  subjects: [
    { id: OWN, file: 'pipeline/workflow.mjs', isOwn: true },
    { id: 'direct', file: 'pipeline/direct.mjs', isControl: true },
  ],
  cases: [{ name: 'dataset', title: '10 M users', unit: nanosecondsPer('row') }],
  marks: [timesAtMost({ case: 'dataset', subject: OWN }, 'direct', 1.1)],
};
