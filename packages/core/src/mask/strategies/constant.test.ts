import { expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { constant } from './constant.ts';

describeStrategy(constant, {
  'a word': { options: { value: 'hidden' }, accepts: (mask) => expect(mask).toBe('hidden') },
  'nothing at all': { options: { value: '' }, accepts: (mask) => expect(mask).toBe('') },
});

it('needs to be told the value', () => {
  expect(constant.options.safeParse({}).success).toBe(false);
});
