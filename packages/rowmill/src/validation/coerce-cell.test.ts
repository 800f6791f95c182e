import { describe, expect, it } from 'vitest';
import { coerceCell } from './coerce-cell.ts';
import { columnTypesOf } from './column-types.ts';

describe('coerceCell', () => {
  it.each([
    ['12', ['integer'], 12],
    ['-1.5e3', ['number'], -1500],
    ['12', ['string'], '12'],
    ['12', ['string', 'integer'], '12'],
    ['012', ['integer'], '012'],
    ['+1', ['integer'], '+1'],
    ['1e999', ['number'], '1e999'],
    ['0x10', ['integer'], '0x10'],
    [' 1', ['integer'], ' 1'],
    ['true', ['boolean'], true],
    ['false', ['boolean', 'null'], false],
    ['yes', ['boolean'], 'yes'],
    ['{"a":[1]}', ['object'], { a: [1] }],
    ['[1', ['array'], '[1'],
    ['"text"', ['array'], '"text"'],
    [null, ['string', 'null'], null],
    [null, ['integer', 'null'], null],
    [null, ['string'], ''],
    [null, ['integer'], undefined],
    ['', ['integer'], ''],
    ['', ['string', 'null'], ''],
  ])('%j in a column of %j is %j', (cell, types, expected) => {
    expect(coerceCell(cell, new Set(types))).toEqual(expected);
  });

  it('leaves a column alone of which the schema says nothing', () => {
    expect(coerceCell('1', undefined)).toBe('1');
    expect(coerceCell(null, undefined)).toBe('');
  });
});

describe('columnTypesOf', () => {
  it('finds types through references, combinations, enum and const', () => {
    const schemas = new Map<string, unknown>([
      [
        'file:///s/user.json',
        {
          allOf: [{ properties: { a: { type: ['integer', 'null'] } } }],
          $ref: '#/$defs/base',
          properties: {
            b: { anyOf: [{ type: 'null' }, { $ref: 'types.json#/$defs/amount' }] },
            c: { enum: [1, 'x', null] },
            d: { const: true },
            e: { minimum: 1 },
          },
          $defs: {
            base: { properties: { f: { $ref: '#/$defs/loop' } } },
            loop: { $ref: '#/$defs/loop' },
          },
        },
      ],
      ['file:///s/types.json', { $defs: { amount: { type: 'number' } } }],
    ]);
    const types = columnTypesOf({ uri: 'file:///s/user.json', schemas });
    expect(Object.fromEntries([...types].map(([column, set]) => [column, [...set]]))).toEqual({
      a: ['integer', 'null'],
      b: ['null', 'number'],
      c: ['number', 'string', 'null'],
      d: ['boolean'],
    });
  });
});
