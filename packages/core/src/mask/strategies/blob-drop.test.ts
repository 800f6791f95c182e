import { expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { blobDrop } from './blob-drop.ts';

describeStrategy(blobDrop, { always: { accepts: (mask) => expect(mask).toBe('') } });

it('writes no bytes into a column of bytes', () => {
  const context = testContext({ sourceType: 'bytea' });
  expect(maskWith(blobDrop, ['\\xffd8', null], { context })).toEqual(['\\x', null]);
  expect(blobDrop.fits({}, 'bytea')).toBe(true);
  expect(blobDrop.fits({}, 'jsonb')).toBe(false);
});
