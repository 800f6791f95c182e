import { expect, it } from 'vitest';
import type { EdgeRow, EdgeValue } from '../edge-case.ts';
import { countCombinations } from './count-combinations.ts';

const row = (cells: Record<string, EdgeValue>): EdgeRow => ({ cells, cases: [], verdict: 'valid' });

it('counts each combination of values once, however many rows hold it', () => {
  const rows = [
    row({ a: 1, b: true, c: null }),
    row({ a: 1, b: true, c: 'null' }),
    row({ a: 2, b: true, c: null }),
  ];
  const columns = ['a', 'b', 'c'];
  // a b: 1 true, 2 true; a c: 1 null, 1 'null', 2 null; b c: true null, true 'null'.
  expect(countCombinations(rows, { columns, strength: 2 })).toBe(7);
  expect(countCombinations(rows, { columns, strength: 3 })).toBe(3);
  expect(countCombinations([], { columns, strength: 2 })).toBe(0);
});
