import { expect, it } from 'vitest';
import { makeKeys, plantedRepeats } from './keys.mjs';

it('makes keys that differ but where repeats are planted', () => {
  const rows = 100_000;
  const keys = new BigUint64Array(makeKeys(rows).buffer);
  expect(new Set(keys).size).toBe(rows - plantedRepeats(rows).length);
  for (const { row, of } of plantedRepeats(rows)) expect(keys[row]).toBe(keys[of]);
});

it('uses all 64 bits evenly', () => {
  const rows = 20_000;
  const keys = new BigUint64Array(makeKeys(rows).buffer);
  for (let bit = 0n; bit < 64n; bit += 1n) {
    const ones = keys.reduce((sum, key) => sum + Number((key >> bit) & 1n), 0);
    expect(Math.abs(ones / rows - 0.5)).toBeLessThan(0.02);
  }
});
