import { describe, expect, it } from 'vitest';
import { parseRows, parseScalingOptions } from './parse-scaling-options.ts';
import { formatDuration, formatRows } from './scaling-tables.ts';

describe('parseRows', () => {
  it('reads counts as people write them', () => {
    expect(['10M', '1b', '2.5T', '1500', ' 3k '].map(parseRows)).toEqual([
      10e6, 1e9, 2.5e12, 1500, 3000,
    ]);
  });

  it.each(['', '0', '-1', '10Q', '1e9', 'M', '9999T'])('refuses %j', (text) => {
    expect(() => parseRows(text)).toThrow('--rows');
  });

  it('reads what formatRows writes', () => {
    for (const rows of [10e6, 141e6, 1.3e9, 100e9, 1e12])
      expect(parseRows(formatRows(rows).replace(' ', ''))).toBe(rows);
  });
});

describe('parseScalingOptions', () => {
  it('has defaults, and lists of counts', () => {
    expect(parseScalingOptions({ concurrency: '1000,10000' })).toEqual({
      rows: [10e6, 1e9, 100e9, 1e12],
      profile: 'users',
      concurrency: [1000, 10_000],
      region: 'us-east-1',
    });
  });

  it.each([
    [{ columns: 'orders' }, '--columns'],
    [{ concurrency: '0' }, '--concurrency'],
    [{ region: 'mars' }, '--region'],
  ])('refuses %j', (options, name) => {
    expect(() => parseScalingOptions(options)).toThrow(name);
  });
});

describe('formatDuration', () => {
  it.each([
    [14.4, '14 s'],
    [141, '2 min 21 s'],
    [10_920, '3 h 2 min'],
  ])('writes %d seconds', (seconds, text) => expect(formatDuration(seconds)).toBe(text));
});
