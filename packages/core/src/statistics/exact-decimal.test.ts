import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimalAsNumber,
  negateDecimal,
  readDecimal,
  writeDecimal,
} from './exact-decimal.ts';

const decimal = fc.record({ units: fc.bigInt(), scale: fc.nat(12) });

describe('exact decimals', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(readDecimal(writeDecimal(value))).toEqual(value);
      }),
    );
  });

  it('read every finite double as the number that its text says', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimalAsNumber(readDecimal(String(value))!)).toBe(value + 0);
      }),
    );
  });

  it('add without the errors that doubles have', () => {
    const sum = addDecimals(readDecimal('0.1')!, readDecimal('0.20')!);
    expect(writeDecimal(sum)).toBe('0.30');
    expect(compareDecimals(sum, readDecimal('3e-1')!)).toBe(0);
    expect(writeDecimal(negateDecimal(sum))).toBe('-0.30');
  });

  it.each(['', '.', 'e5', '1e999', 'NaN', '0x10', '1,5', '--1'])('refuse %j', (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });
});
