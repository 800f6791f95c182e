import { describe, expect, it } from 'vitest';
import { checkAgainst } from './described.ts';
import { countDistribution } from './schema-counts.ts';

const read = (value: unknown) => checkAgainst(countDistribution, value);

describe('countDistribution', () => {
  it.each([
    [3, { kind: 'fixed', count: 3 }],
    ['1k', { kind: 'fixed', count: 1000 }],
    [
      { min: 1, max: 5 },
      { kind: 'uniform', min: 1, max: 5 },
    ],
    [
      { zipf: 1.1, min: 0, max: 40 },
      { kind: 'zipf', exponent: 1.1, min: 0, max: 40 },
    ],
    [{ poisson: 2.5 }, { kind: 'poisson', mean: 2.5, min: 0 }],
    [
      { poisson: 2.5, min: 1, max: 9 },
      { kind: 'poisson', mean: 2.5, min: 1, max: 9 },
    ],
    [
      { histogram: { '2-5': 1, '0': 5, '1': 3 } },
      {
        kind: 'histogram',
        bins: [
          { min: 0, max: 0, weight: 5 },
          { min: 1, max: 1, weight: 3 },
          { min: 2, max: 5, weight: 1 },
        ],
      },
    ],
    [
      {
        histogram: [
          { value: '3-4', weight: 1 },
          { value: 0, weight: 2 },
        ],
      },
      {
        kind: 'histogram',
        bins: [
          { min: 0, max: 0, weight: 2 },
          { min: 3, max: 4, weight: 1 },
        ],
      },
    ],
  ])('reads %j', (written, value) => {
    expect(read(written)).toEqual({ ok: true, value });
  });

  it.each([
    [
      -1,
      [],
      'expected a number, { min, max }, { zipf, min, max }, { poisson } or { histogram }, found -1',
    ],
    [{ min: 5, max: 1 }, ['max'], 'min (5) is greater than max (1)'],
    ['3G', [], 'a parent row can have 2,147,483,647 children at most'],
    [{ min: 0, max: '1G' }, ['max'], 'a range can hold 1,000,000 different counts at most'],
    [
      { histogram: { '0-900000': 1, '2000000-2900000': 1 } },
      ['histogram'],
      'a range can hold 1,000,000 different counts at most',
    ],
    [
      { histogram: { '0': 1, '3G': 1 } },
      ['histogram'],
      'a parent row can have 2,147,483,647 children at most',
    ],
    [{ min: 5 }, ['max'], 'missing key "max"'],
    [{ min: 1, max: 2, maks: 3 }, ['maks'], 'unknown key "maks"'],
    [{ zipf: 0, min: 0, max: 1 }, ['zipf'], 'expected a number of more than 0, found 0'],
    [
      { histogram: { a: 1 } },
      ['histogram', 'a'],
      'expected a count or a range such as "2-5", found "a"',
    ],
    [
      { histogram: { '5-2': 1 } },
      ['histogram', '5-2'],
      'expected a count or a range such as "2-5", found "5-2"',
    ],
    [{ histogram: { '1': 0 } }, ['histogram'], 'the histogram needs a weight above 0'],
    [{ histogram: { '1': -1 } }, ['histogram', '1'], 'expected a number of at least 0, found -1'],
  ])('refuses %j with one issue', (written, path, message) => {
    const result = read(written);
    expect(result.ok ? [] : result.issues.map((issue) => [issue.path, issue.message])).toEqual([
      [path, message],
    ]);
  });
});
