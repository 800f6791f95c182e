import { expect } from 'vitest';
import type { HashSums } from '../format/content-digest.ts';
import { openTuples } from '../format/copy-binary.ts';
import type { TupleColumn, TupleEngine, TupleKind } from '../format/copy-binary-types.ts';
import { allocate, layoutFaults, type Memory } from '../kernels/memory.ts';
import { type Batch, type BatchColumn, Escapes } from '../model/batch.ts';
import type { EngineName } from '../wasm/choose-engine.ts';
import { guardedMemory } from './guarded-memory.ts';

/** Cells of one column: what its vector holds, null for null. */
export interface Cells {
  readonly kind: TupleKind;
  readonly vectorKind: TupleColumn['vectorKind'];
  readonly scale: number;
  readonly values: readonly (string | number | bigint | readonly number[] | null)[];
}

/** Room for the tuples of one piece. */
export const OUT_BYTES = 1 << 18;
/** Enough for six columns of texts, each in a guarded region of its own. */
const bytesFor = (table: readonly Cells[], rowCount: number): number =>
  4 * OUT_BYTES +
  table.reduce(
    (sum, { values }) =>
      sum +
      200 * rowCount +
      4 * values.reduce<number>((all, value) => all + String(value).length, 0),
    0,
  );

function placeColumn(memory: Memory, { vectorKind, values }: Cells, rowCount: number): BatchColumn {
  const { buffer } = memory;
  const region = (bytes: number): number => allocate(memory, bytes * rowCount);
  const valid = new Uint8Array(buffer, region(1), rowCount);
  values.forEach((value, i) => {
    valid[i] = value === null ? 0 : 1;
  });
  const column = {
    name: 'c',
    type: { kind: 'string' } as const,
    valid: values.includes(null) ? valid : undefined,
  };
  switch (vectorKind) {
    case 'text': {
      const address = new Int32Array(buffer, region(4), rowCount);
      const length = new Int32Array(buffer, region(4), rowCount);
      values.forEach((value, i) => {
        const bytes = new TextEncoder().encode(String(value ?? 'null cell'));
        address[i] = allocate(memory, bytes.length);
        length[i] = bytes.length;
        memory.bytes.set(bytes, address[i]);
      });
      return { ...column, vector: { kind: 'text', address, length, escapes: Escapes.any } };
    }
    case 'uuid': {
      const words = new Int32Array(buffer, region(16), 4 * rowCount);
      values.forEach((value, i) => {
        words.set((value ?? [1, 2, 3, 4]) as number[], 4 * i);
      });
      return { ...column, vector: { kind: 'uuid', words } };
    }
    case 'boolean': {
      const flags = new Uint8Array(buffer, region(1), rowCount);
      flags.set(values.map((value) => Number(value ?? 1)));
      return { ...column, vector: { kind: 'boolean', values: flags } };
    }
    case 'bigint': {
      const longs = new BigInt64Array(buffer, region(8), rowCount);
      longs.set(values.map((value) => BigInt((value ?? 7) as bigint)));
      return { ...column, vector: { kind: 'bigint', values: longs } };
    }
    case 'number': {
      const numbers = new Float64Array(buffer, region(8), rowCount);
      numbers.set(values.map((value) => Number(value ?? Number.NaN)));
      return { ...column, vector: { kind: 'number', values: numbers } };
    }
  }
}

/** Everything that an engine does with a batch: pieces of `pieceBytes`, until the end or a fault. */
export function runTuples(engine: EngineName, table: readonly Cells[], pieceBytes: number) {
  const rowCount = table[0]?.values.length ?? 0;
  const memory = guardedMemory(engine, bytesFor(table, rowCount));
  const columns = table.map((cells, c): TupleColumn => ({ name: `c${c}`, ...cells }));
  const batch: Batch = {
    firstRow: 0,
    rowCount,
    bytes: memory.bytes,
    columns: table.map((cells) => placeColumn(memory, cells, rowCount)),
  };
  const tuples = openTuples(columns, memory);
  const out = allocate(memory, OUT_BYTES);
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
  const pieces: Buffer[] = [];
  let row = 0;
  let fault = -1;
  while (row < rowCount && fault < 0) {
    const span = { start: out, fill: out + pieceBytes, end: out + OUT_BYTES };
    const encoded = tuples.encode(batch, row, span, sums);
    pieces.push(Buffer.from(memory.bytes.slice(out, encoded.next)));
    expect(encoded.row).toBeGreaterThan(encoded.fault < 0 ? row : row - 1);
    ({ row, fault } = encoded);
  }
  const back = readBack(tuples, memory, Buffer.concat(pieces));
  expect(layoutFaults(memory)).toEqual([]);
  return { row, fault, sums, pieces, back };
}

/** What the engine makes of its own tuples, read back in one piece with the end mark. */
function readBack(tuples: TupleEngine, memory: Memory, bytes: Uint8Array) {
  const start = allocate(memory, bytes.length + 2);
  memory.bytes.set(bytes, start);
  memory.bytes.set([0xff, 0xff], start + bytes.length);
  const sums: HashSums = { rows: 0, high: 0, low: 0 };
  const { next, ended, broken } = tuples.digest(start, start + bytes.length + 2, sums);
  return { sums, left: start + bytes.length + 2 - next, ended, broken };
}
