import { describe, expect, it } from 'vitest';
import { allocate, type Memory } from '../kernels/memory.ts';
import { type Batch, type BatchColumn, Escapes } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import { packDictionary } from '../program/dictionary.ts';
import { onBothEngines } from '../testing/guarded-memory.ts';
import { openMemory } from '../wasm/open-memory.ts';
import type { Check } from './check.ts';
import { planColumnChecks } from './column-plan.ts';
import { checksSize, failingRows, openChecks } from './open-checks.ts';
import { placeFlags, placeNumbers, placeTexts } from './testing/check-columns.ts';

type Cells = readonly (string | number | bigint | null)[];

function place(memory: Memory, cells: Cells, type: ValueType): BatchColumn {
  const valid = cells.includes(null)
    ? placeFlags(
        memory,
        cells.map((cell) => (cell === null ? 0 : 1)),
      )
    : undefined;
  return { name: 'c', type, vector: placeVector(memory, cells), valid };
}

function placeVector(memory: Memory, cells: Cells): BatchColumn['vector'] {
  const some = cells.find((cell) => cell !== null);
  if (typeof some === 'bigint') {
    const at = allocate(memory, 8 * cells.length);
    const values = new BigInt64Array(memory.buffer, at, cells.length);
    values.set(cells.map((cell) => BigInt(cell ?? 0)));
    return { kind: 'bigint', values };
  }
  if (typeof some === 'number') {
    return {
      kind: 'number',
      values: placeNumbers(
        memory,
        cells.map((cell) => Number(cell ?? 0)),
      ),
    };
  }
  const texts = placeTexts(
    memory,
    cells.map((cell) => String(cell ?? '')),
  );
  return { kind: 'text', ...texts, escapes: Escapes.any };
}

/** Rows that fail one check of one column, on both engines. */
function failing(cells: Cells, check: Check, type: ValueType = { kind: 'string' }): number[] {
  const plans = planColumnChecks([{ column: 0, check }]);
  return onBothEngines(checksSize(plans) + (1 << 16), (memory) => {
    const checks = openChecks(plans, memory);
    const columns = [place(memory, cells, type)];
    const batch: Batch = { firstRow: 0, rowCount: cells.length, columns, bytes: memory.bytes };
    // The second time finds what the first has found.
    checks.run(batch);
    return failingRows(checks.run(batch));
  });
}

describe('checks of columns', () => {
  it('let nulls pass, except where there has to be a value', () => {
    expect(failing(['a', null, 'b'], { check: 'notNull' })).toEqual([1]);
    expect(failing(['a', 'b'], { check: 'notNull' })).toEqual([]);
    expect(failing([5, null, -1], { check: 'range', min: 0 })).toEqual([2]);
    expect(failing(['aa', null, ''], { check: 'characters', min: 1 })).toEqual([2]);
  });

  it('compare 64-bit integers exactly with bigints, as floats with numbers', () => {
    const cells = [2n ** 53n, 2n ** 53n + 1n, 5n];
    expect(failing(cells, { check: 'range', max: 2n ** 53n }, { kind: 'bigint' })).toEqual([1]);
    expect(failing(cells, { check: 'range', max: 2 ** 53 }, { kind: 'bigint' })).toEqual([]);
  });

  it('read decimals as what they stand for, and numbers in text', () => {
    const decimal = { kind: 'decimal', scale: 2 } as const;
    expect(failing([150, 151, 149], { check: 'range', max: 1.5 }, decimal)).toEqual([1]);
    expect(failing(['1', '1e2', 'x', '7.50'], { check: 'range', max: 8 })).toEqual([1, 2]);
    expect(failing([1, 1.5], { check: 'integer' }, { kind: 'float' })).toEqual([1]);
  });

  it('look at the entries of a dictionary, not at its cells', () => {
    const plans = planColumnChecks([
      { column: 0, check: { check: 'format', format: 'email' } },
      { column: 0, check: { check: 'bytes', max: 7 } },
    ]);
    const memory = openMemory(checksSize(plans) + (1 << 16));
    const dictionary = packDictionary(['a@b.cd', 'nobody', 'ada@b.cd']);
    const codes = new Int32Array(memory.buffer, allocate(memory, 20), 5);
    codes.set([0, 2, 1, 0, 0]);
    // Cells are not where their addresses say.
    const nowhere = new Int32Array(5);
    const vector = {
      kind: 'text',
      address: nowhere,
      length: nowhere,
      escapes: Escapes.any,
      entries: { codes, dictionary },
    } as const;
    const columns = [{ name: 'c', type: { kind: 'string' }, vector, valid: undefined }] as const;
    const batch: Batch = { firstRow: 0, rowCount: 5, columns, bytes: memory.bytes };
    const verdicts = openChecks(plans, memory).run(batch);
    expect(verdicts.failures).toBe(2);
    expect(failingRows(verdicts)).toEqual([1, 2]);
    expect(failingRows(verdicts, 1)).toEqual([1]);
  });

  it('refuse columns that they cannot read, and what is no check', () => {
    expect(() => failing([1], { check: 'bytes' })).toThrow('column "c" holds number');
    expect(() => failing(['1'], { check: 'range', max: 1n })).toThrow('64-bit integers');
    expect(() => failing(['1'], { check: 'format', format: 'nonsense' })).toThrow(TypeError);
    expect(() => failing(['1'], { check: 'pattern', pattern: '(' })).toThrow(SyntaxError);
    expect(() => failing([1], { check: 'multipleOf', divisor: 0 })).toThrow(RangeError);
  });
});
