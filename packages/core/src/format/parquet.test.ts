import { describe, expect, it } from 'vitest';
import { DataError } from '../errors.ts';
import type { ValueType } from '../model/value-type.ts';
import { batchOf, type Cell, packed, parquetBytes } from './parquet/testing/batches.ts';
import { openParquetFile } from './parquet.ts';

const one =
  (type: ValueType, cells: readonly Cell[], nullable = false) =>
  () =>
    parquetBytes([{ name: 'c', type, nullable, cells }]);

describe('a cell that its column cannot hold', () => {
  it.each<[ValueType, number]>([
    [{ kind: 'integer' }, 1.5],
    [{ kind: 'integer' }, Number.NaN],
    [{ kind: 'integer' }, 2 ** 63],
    [{ kind: 'decimal', scale: 2 }, Number.POSITIVE_INFINITY],
    [{ kind: 'timestamp' }, 0.25],
    [{ kind: 'date' }, 2 ** 31],
    [{ kind: 'date' }, -(2 ** 31) - 1],
  ])('is named with its row: %o %d', (type, value) => {
    expect(one(type, [1, value])).toThrow(DataError);
    expect(one(type, [1, value])).toThrow(`c:2  ${value} is not a whole number`);
  });

  it('may be a null where none is allowed', () => {
    expect(one({ kind: 'string' }, ['a', 'b', null])).toThrow('c:3  is null');
    expect(one({ kind: 'string' }, ['a', 'b', null], true)).not.toThrow();
  });

  it('may be of another kind altogether', () => {
    const text = { name: 'c', type: { kind: 'string' }, nullable: false, cells: ['1'] } as const;
    const file = openParquetFile([{ ...text, type: { kind: 'date' } }], () => {});
    expect(() => file.add(batchOf([text], 0, 1))).toThrow('column c: text cells');
  });
});

describe('a group whose batches bring different dictionaries', () => {
  const cells = ['red', 'green', 'red', 'blue', 'red', 'green', 'blue', 'blue', 'red', 'red'];
  const column = { name: 'c', type: { kind: 'string' }, nullable: false, cells } as const;

  it.each([
    [packed(['red', 'green', 'blue']), undefined],
    [undefined, packed(['red', 'green', 'blue'])],
    [packed(['red', 'green', 'blue']), packed(['blue', 'green', 'red'])],
  ])('holds the texts that they stand for', (...dictionaries) => {
    const pieces: Uint8Array[] = [];
    const file = openParquetFile([column], (bytes) => pieces.push(bytes.slice()));
    for (const [half, dictionary] of dictionaries.entries()) {
      const coded = dictionary === undefined ? column : { ...column, dictionary };
      file.add(batchOf([coded], 5 * half, 5 * half + 5));
    }
    file.finish();
    expect(Buffer.compare(Buffer.concat(pieces), parquetBytes([column]))).toBe(0);
  });
});

describe('bytes', () => {
  it('leave when a row group is full, not before and not later', () => {
    const sizes: number[] = [];
    const column = { name: 'n', type: { kind: 'integer' }, nullable: false } as const;
    const cells = Array.from({ length: 65_536 }, (_, i) => i % 100);
    const file = openParquetFile([column], ({ length }) => sizes.push(length));
    const batch = batchOf([{ ...column, cells }], 0, cells.length);
    const header = sizes.length;
    file.add(batch);
    expect(sizes.length).toBe(header);
    file.add(batch);
    expect(sizes.length).toBeGreaterThan(header);
    const group = sizes.length;
    file.add(batch);
    expect(sizes.length).toBe(group);
    file.finish();
    expect(sizes.length).toBeGreaterThan(group);
  });

  it('leave earlier where texts are long', () => {
    let bytes = 0;
    const column = { name: 's', type: { kind: 'json' }, nullable: false } as const;
    const cells = Array.from({ length: 35 }, () => 'x'.repeat(1 << 20));
    const file = openParquetFile([column], ({ length }) => {
      bytes += length;
    });
    file.add(batchOf([{ ...column, cells }], 0, cells.length));
    expect(bytes).toBeGreaterThan(1 << 20);
  });
});
