import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AROUND,
  compareDecimals,
  isFloat,
  isMultiple,
  isWhole,
  readDecimal,
} from './exact-numbers.ts';
import { EXACT_NOTE } from './exact-schema.ts';
import { createRowValidator } from './json-schema.ts';

const units = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const power = fc.integer({ min: -40, max: 40 });

describe('decimals', () => {
  it('are in the order of fractions of integers', () => {
    fc.assert(
      fc.property(units, power, units, power, (a, x, b, y) => {
        const least = Math.min(x, y);
        const [left, right] = [a * 10n ** BigInt(x - least), b * 10n ** BigInt(y - least)];
        const wanted = left < right ? -1 : Number(left > right);
        const order = compareDecimals(readDecimal(`${a}e${x}`), readDecimal(`${b}e${y}`));
        expect(Math.sign(order)).toBe(wanted);
        if (b !== 0n) {
          const multiple = isMultiple(readDecimal(`${a}e${x}`), readDecimal(`${b}e${y}`));
          expect(multiple).toBe(left % right === 0n);
        }
      }),
    );
  });

  it.each([
    ['0.1', true],
    ['100', true],
    ['1.50e1', true],
    ['-0', true],
    ['9007199254740993', false],
    ['0.10000000000000000001', false],
    ['1e400', false],
    ['1e-400', false],
  ])('%s is a float: %s', (text, wanted) => {
    expect(isFloat(text)).toBe(wanted);
  });

  it('tell whole numbers', () => {
    expect(['12.0', '1e3', '120e-1'].map((text) => isWhole(readDecimal(text)))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['1.5', '1e-3', '125e-1'].map((text) => isWhole(readDecimal(text)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

/** What a schema says of a row `{n: text}`. */
function passes(schema: object, text: string): boolean {
  const row = { n: Number(text) };
  const exact = isFloat(text) ? new Map() : new Map([[row, new Map([['n', text]])]]);
  return createRowValidator({ properties: { n: schema } })(row, exact).length === 0;
}

describe('rules about numbers that are more than a float', () => {
  it.each([
    [{ maximum: 9007199254740992 }, '9007199254740993', false],
    [{ exclusiveMinimum: 9007199254740992 }, '9007199254740993', true],
    [{ minimum: 0.1 }, '0.09999999999999999999999', false],
    [{ exclusiveMaximum: 100 }, '99.999999999999999999999', true],
    [{ const: 9007199254740992 }, '9007199254740993', false],
    [{ enum: [1, 9007199254740992] }, '9007199254740993', false],
    [{ enum: [1, 9007199254740992] }, '9007199254740992', true],
    [{ multipleOf: 2 }, '9007199254740993', false],
    [{ multipleOf: 3 }, '9007199254740993', true],
    [{ not: { maximum: 9007199254740992 } }, '9007199254740993', true],
    [{ type: 'integer' }, '9007199254740993', true],
    [{ type: 'number' }, '1e400', false],
    [{ maximum: 9007199254740992 }, '1e400', false],
    [{ minimum: 0 }, '1e400', true],
    [{ exclusiveMinimum: 0 }, '-1e400', false],
  ])('%j on %s: %s', (schema, text, wanted) => {
    expect(passes(schema, text)).toBe(wanted);
  });

  it('reads limits by their digits where a note has them', () => {
    const schema = {
      maximum: Number('9007199254740993'),
      [EXACT_NOTE]: { '/maximum': '9007199254740993' },
    };
    expect(passes(schema, '9007199254740993')).toBe(true);
    expect(passes(schema, '9007199254740994')).toBe(false);
    const [failure] = createRowValidator({ properties: { n: schema } })({ n: 9007199254740994 });
    expect(failure?.message).toBe('must be <= 9007199254740993');
  });

  it('knows items and members that differ in digits alone', () => {
    const validate = createRowValidator({ uniqueItems: true });
    const list = [9007199254740992, Number('9007199254740993')];
    expect(validate(list)).toHaveLength(1);
    expect(validate(list, new Map([[list, new Map([['1', '9007199254740993']])]]))).toEqual([]);
    const whole = createRowValidator({ maximum: 9007199254740992 });
    const around = new Map([[AROUND, new Map([['', '9007199254740993']])]]);
    expect(whole(9007199254740992, around)).toHaveLength(1);
  });

  it('says of floats what Ajv says', () => {
    const keyword = fc.constantFrom(
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'multipleOf',
      'const',
    );
    const number = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0.1, 0.3, 1e21, 2 ** 53),
    );
    fc.assert(
      fc.property(keyword, number, number, (name, bound, value) => {
        const schema = { [name]: name === 'multipleOf' ? Math.abs(bound) || 1 : bound };
        const row = [value, 0];
        const validate = createRowValidator({ prefixItems: [schema] });
        const other = new Map([[row, new Map([['1', '9007199254740993']])]]);
        expect(validate(row, other).length).toBe(validate(row).length);
      }),
      { numRuns: 60 },
    );
  });
});
