import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areCompatible, type ColumnFamily, commonFamily, familyOf } from './column-family.ts';
import { COMMON_TEXTS } from './common-text.ts';

const same: readonly (readonly [ColumnFamily, string, string])[] = [
  ['boolean', 't', 'true'],
  ['boolean', '0', 'FALSE'],
  ['decimal', '1.50', '+01.5'],
  ['decimal', '-0.00', '0'],
  ['integer', '9007199254740993', '09007199254740993.0'],
  ['float', '1e+20', '100000000000000000000'],
  ['float', '-0', '0'],
  ['uuid', 'A987FBC9-4BED-3078-8F07-9141BA07C9F3', '{a987fbc9-4bed-3078-8f07-9141ba07c9f3}'],
  ['instant', '2025-01-31 23:59:59.999+00', '2025-01-31T23:59:59.999Z'],
  ['instant', '2025-02-01 01:59:59.9990+02', '2025-01-31T23:59:59.999Z'],
  ['instant', '2025-01-31', '2025-01-31T00:00:00.000Z'],
  ['date', '2025-01-31 00:00:00', '2025-01-31'],
  ['decimal', '007.500', '7.5'],
  ['json', '{"b": 12345678901234567890, "a": 1.0}', '{"a":1,"b":12345678901234567890}'],
  [
    'json',
    '{"b": 1.00000000000000000000, "a": "1234567890123456"}',
    '{"a":"1234567890123456","b":1}',
  ],
  ['json', '[1e400, 10000000000000000000000]', '[10E+399, 1e22]'],
  ['json', '{"b": 1, "a": [1.0, "x"]}', '{"a":[1,"x"],"b":1}'],
];

const different: readonly (readonly [ColumnFamily, string, string])[] = [
  ['decimal', '0.1', '0.10000000000000000001'],
  ['integer', '9007199254740993', '9007199254740992'],
  ['instant', '2025-01-31T23:59:59.999Z', '2025-01-31T23:59:59.999+01'],
  ['json', '{"id": 9007199254740993}', '{"id": 9007199254740992}'],
  ['json', '[12345678901234567890]', '["12345678901234567890"]'],
  ['json', '[0.1]', '[0.10000000000000000001]'],
  ['json', '["a 12345678901234567890 "]', '["a 12345678901234567890"]'],
  ['text', 'a', 'A'],
  ['text', 'a', 'a '],
  ['text', '1.0', '1'],
  ['float', '', '0'],
];

const common = (family: ColumnFamily, text: string): string => COMMON_TEXTS[family]?.(text) ?? text;

describe('the common text of a cell', () => {
  it.each(same)('of family %s takes %j and %j for one', (family, one, other) => {
    expect(common(family, one)).toBe(common(family, other));
  });

  it.each(different)('of family %s tells %j from %j', (family, one, other) => {
    expect(common(family, one)).not.toBe(common(family, other));
  });

  it('does not change any more once it is common, and leaves what it cannot read', () => {
    const families = Object.keys(COMMON_TEXTS) as ColumnFamily[];
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.json(),
      fc.bigInt().map(String),
    );
    fc.assert(
      fc.property(fc.constantFrom(...families), text, (family, cell) => {
        const once = common(family, cell);
        expect(common(family, once)).toBe(once);
      }),
    );
    expect(common('integer', 'twelve')).toBe('twelve');
    expect(common('instant', 'yesterday')).toBe('yesterday');
  });
});

describe('families of columns', () => {
  const family = (sourceType: string) => familyOf({ name: 'a', type: undefined, sourceType });

  it.each([
    ['boolean', 'boolean'],
    ['bigint', 'integer'],
    ['integer', 'integer'],
    ['int8', 'integer'],
    ['interval', 'text'],
    ['numeric(10,2)', 'decimal'],
    ['double precision', 'float'],
    ['real', 'single'],
    ['timestamp with time zone', 'instant'],
    ['character varying(20)', 'text'],
    ['jsonb', 'json'],
    ['uuid[]', 'text'],
  ] as const)('%s is %s', (sourceType, expected) => {
    expect(family(sourceType)).toBe(expected);
  });

  it('are compared in the form that keeps most of what they mean', () => {
    expect(commonFamily(['integer', 'decimal'])).toBe('decimal');
    expect(commonFamily(['boolean', 'integer', undefined])).toBe('boolean');
    expect(commonFamily(['uuid', 'text'])).toBe('uuid');
    expect(commonFamily(['uuid', 'integer'])).toBe('text');
    expect(commonFamily([undefined])).toBe('text');
    expect(areCompatible('uuid', 'text')).toBe(true);
    expect(areCompatible('uuid', 'integer')).toBe(false);
  });
});
