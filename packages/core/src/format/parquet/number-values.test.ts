import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValueType } from '../../model/value-type.ts';
import { openFloatValues, openWholeValues } from './number-values.ts';
import { batchOf, type Cell } from './testing/batches.ts';
import type { EncodedValues, ValueBuffer } from './values.ts';

function encode(
  values: ValueBuffer,
  kind: 'float' | 'integer',
  cells: readonly Cell[],
): EncodedValues {
  const type: ValueType = { kind };
  const column = { name: 'c', type, nullable: true, cells };
  const { columns, bytes } = batchOf([column], 0, cells.length);
  for (const cell of columns) {
    values.add({ column: cell, bytes, from: 0, to: cells.length, firstRow: 0 });
  }
  return values.encode();
}

describe('bounds of floats', () => {
  const boundsOf = (...cells: number[]) => encode(openFloatValues(), 'float', cells).bounds;

  it('leave out what is not a number', () => {
    expect(boundsOf(Number.NaN, 2.5, -1, Number.NaN)).toEqual({ min: -1, max: 2.5 });
    expect(boundsOf(Number.NaN)).toBeUndefined();
    expect(boundsOf()).toBeUndefined();
  });

  it('hold infinities, and zeros of both signs', () => {
    expect(boundsOf(Number.POSITIVE_INFINITY)).toEqual({
      min: Number.POSITIVE_INFINITY,
      max: Number.POSITIVE_INFINITY,
    });
    expect(boundsOf(0, 1)).toEqual({ min: -0, max: 1 });
    expect(boundsOf(-1, -0)).toEqual({ min: -1, max: 0 });
  });
});

describe('whole numbers of 64 bits', () => {
  it('are exact in halves, however far apart they lie', () => {
    const far = fc.array(fc.double({ noNaN: true, min: -(2 ** 63), max: 2 ** 62 }).map(Math.trunc));
    fc.assert(
      fc.property(far, (middle) => {
        const cells = [-(2 ** 63), ...middle, 2 ** 62];
        const { encoding, body, bounds } = encode(openWholeValues(8), 'integer', cells);
        expect(encoding).toBe('PLAIN');
        const words = new BigInt64Array(body.slice().buffer);
        expect([...words]).toEqual(cells.map((cell) => BigInt(cell)));
        expect(bounds).toEqual({ min: -(2n ** 63n), max: 2n ** 62n });
      }),
    );
  });

  it('start anew with every group', () => {
    const values = openWholeValues(8);
    encode(values, 'integer', [1, 2, null]);
    expect(encode(values, 'integer', [7]).bounds).toEqual({ min: 7n, max: 7n });
  });
});
