import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, parseInstant, parseRowCount } from './quantities.ts';

describe('parseRowCount', () => {
  it.each([
    [1000, 1000],
    ['1000', 1000],
    ['1_000_000', 1_000_000],
    ['10k', 10_000],
    ['1M', 1_000_000],
    ['1.5M', 1_500_000],
    ['0.29k', 290],
    ['2B', 2_000_000_000],
    [0, 0],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('reads %j as %j', (written, rows) => {
    expect(parseRowCount(written)).toBe(rows);
  });

  it.each([
    -1,
    1.5,
    2 ** 53,
    Number.NaN,
    'abc',
    '1_',
    '_1',
    '1__0',
    '1.5',
    '1.0001k',
    '10 k',
    '1e6',
    '',
    '99999999999999999999',
    null,
    true,
  ])('refuses %j', (written) => {
    expect(parseRowCount(written)).toBeUndefined();
  });

  it('reads every whole number with separators as itself', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (rows) => {
        const grouped = rows.toLocaleString('en').replaceAll(',', '_');
        expect(parseRowCount(grouped)).toBe(rows);
      }),
    );
  });
});

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['4h', 14_400_000],
    ['2d', 172_800_000],
    ['1.5h', 5_400_000],
    ['10 m', 600_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '4', 'h', '4 hours', '-1h', '0s', '4H', '1000d', '1h30m'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('parseInstant', () => {
  it.each([
    ['2025-01-01', '2025-01-01T00:00:00.000Z'],
    ['2025-01-01T00:00:00Z', '2025-01-01T00:00:00.000Z'],
    ['2025-06-30 12:30:15.5+02:00', '2025-06-30T10:30:15.500Z'],
    ['2024-02-29t23:59z', '2024-02-29T23:59:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2025-02-29',
    '2025-02-31T00:00:00Z',
    '2025-13-01',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:00',
    '01/02/2025',
    '2025',
    'now',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('gives back what it wrote', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.toISOString());
      }),
    );
  });
});
