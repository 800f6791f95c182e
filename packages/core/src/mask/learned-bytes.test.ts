import { expect, it } from 'vitest';
import { countLearnedBytes } from './learned-bytes.ts';
import { testContext } from './testing/test-context.ts';

it('refuses what takes more memory than it may, without a word of it', () => {
  const bytes = countLearnedBytes(testContext(), 2 * 2 ** 20);
  bytes.add('a'.repeat(2 ** 19));
  const add = (): void => bytes.add('b'.repeat(2 ** 19));
  expect(add).toThrow('people.value: its values take more than 2 MiB of memory');
  expect(add).not.toThrow('bb');
});
