import { describe, expect, it } from 'vitest';
import { resultTable, short, table } from './report.mjs';

it.each([
  [5_312_000, '5.31 M'],
  [75_000_000, '75.0 M'],
  [142_300, '142 k'],
  [9.5, '9.50'],
  [2.5e9, '2.50 G'],
])('shortens %d to %s', (value, text) => {
  expect(short(value)).toBe(text);
});

describe('table', () => {
  it('gives every line one width', () => {
    const lines = table(
      ['peer', 'rows/s'],
      [
        ['a long name', '1'],
        ['b', '12345678'],
      ],
    ).split('\n');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines[3]).toBe('| b           | 12345678 |');
  });
});

it('lists the fastest first', () => {
  const result = (name, nanosecondsPerUnit) => ({
    name,
    units: 1000,
    nanosecondsPerUnit,
    unitsPerSecond: 1e9 / nanosecondsPerUnit,
    ratio: nanosecondsPerUnit / 100,
  });
  const bytes = new Map([
    ['slow', 171],
    ['fast', 171],
  ]);
  const text = resultTable([result('slow', 5000), result('fast', 100)], bytes, 'fast');
  expect(text.indexOf('fast ')).toBeLessThan(text.indexOf('slow'));
  expect(text).toContain('50.00');
});
