import { describe, expect, it } from 'vitest';
import {
  countOf,
  formatBytes,
  formatCount,
  formatQuantity,
  formatRate,
  formatSeconds,
  formatUsd,
} from './quantities.ts';

describe('quantities', () => {
  it.each([
    [formatCount, 1_234_567, '1,234,567'],
    [formatBytes, 0, '0 B'],
    [formatBytes, 999, '999 B'],
    [formatBytes, 1000, '1.0 kB'],
    [formatBytes, 9_960, '10 kB'],
    [formatBytes, 999_600, '1.0 MB'],
    [formatBytes, 38_400_000, '38 MB'],
    [formatSeconds, 0.0004, '0 ms'],
    [formatSeconds, 0.0996, '0.10 s'],
    [formatSeconds, 9.994, '9.99 s'],
    [formatSeconds, 9.996, '10.0 s'],
    [formatSeconds, 59.96, '1 min 00 s'],
    [formatSeconds, 125.4, '2 min 05 s'],
    [formatSeconds, 3599.4, '59 min 59 s'],
    [formatSeconds, 3599.6, '1 h 00 min'],
    [formatSeconds, 21_719, '6 h 02 min'],
    [formatQuantity, 3, '3'],
    [formatQuantity, 1234.5, '1,235'],
    [formatQuantity, 0.004_84, '0.0048'],
    [formatQuantity, 0.000_000_14, '0.00000014'],
    [formatRate, 42.4, '42'],
    [formatRate, 999.6, '1.0 k'],
    [formatRate, 120_400, '120 k'],
    [formatRate, 999_600, '1.0 M'],
    [formatRate, 3_420_000, '3.4 M'],
    [formatRate, 12_000_000, '12 M'],
    [formatUsd, 0, '$0.00'],
    [formatUsd, 0.00416, '$0.0042'],
    [formatUsd, 0.000_000_8, '$0.0000008'],
    [formatUsd, 0.0949, '$0.095'],
    [formatUsd, 0.0951, '$0.10'],
    [formatUsd, 12.3, '$12.30'],
    [formatUsd, 999.996, '$1,000'],
  ])('%o of %d is %s', (format, value, text) => {
    expect(format(value)).toBe(text);
  });

  it('counts one and many', () => {
    expect([countOf(1, 'row'), countOf(2000, 'row'), countOf(2, 'index', 'indexes')]).toEqual([
      '1 row',
      '2,000 rows',
      '2 indexes',
    ]);
  });
});
