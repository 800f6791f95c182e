import { expect } from 'vitest';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { constant } from './constant.ts';

describeGenerator(constant, {
  text: {
    options: { value: 'na\u00efve "text"' },
    accepts: (value) => expect(value).toBe('na\u00efve "text"'),
  },
  'empty text': { options: { value: '' }, accepts: (value) => expect(value).toBe('') },
  integer: { options: { value: -3 }, accepts: (value) => expect(value).toBe(-3) },
  float: { options: { value: 0.25 }, accepts: (value) => expect(value).toBe(0.25) },
  boolean: { options: { value: true }, accepts: (value) => expect(value).toBe(true) },
  map: {
    options: { value: { a: [1, 'b'] } },
    accepts: (value) => expect(value).toEqual({ a: [1, 'b'] }),
  },
});
