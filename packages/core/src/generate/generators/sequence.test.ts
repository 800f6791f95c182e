import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { sequence } from './sequence.ts';

describeGenerator(sequence, {
  'default options': {
    uniqueRows: true,
    accepts: (value) => expect(value).toBeGreaterThanOrEqual(1),
  },
  'down from zero in threes': {
    options: { start: 0, step: -3 },
    uniqueRows: true,
    accepts: (value) => expect(Math.abs(Number(value) % 3)).toBe(0),
  },
});
