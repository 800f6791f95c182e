import { addSums, type HashSums } from '../format/content-digest.ts';
import {
  fixedBytes,
  type TupleColumn,
  type TupleEngine,
  type TupleKind,
} from '../format/copy-binary-types.ts';
import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import type { BatchColumn } from '../model/batch.ts';
import { openModule } from './instantiate.ts';
import { WASM } from './modules/postgres.generated.ts';

/** `kernels/postgres`: addresses and counts are 32-bit integers. */
interface PostgresExports {
  encodeTuples(
    columns: number,
    count: number,
    row: number,
    rowCount: number,
    fixed: number,
    out: number,
    fill: number,
    end: number,
    result: number,
  ): number;
  digestTuples(from: number, end: number, fields: number, result: number): number;
}

const exportsOf = openModule<PostgresExports>(WASM);

/** The layouts of `kernels/postgres/column.ts`, in words of 32 bits. */
const COLUMN_WORDS = 6;
/** With room for the ends of 64 tuples. */
const RESULT_WORDS = 8 + 64;
const ROW = 0;
const FAULT = 1;
const ROWS = 2;
const ENDED = 3;
const SUM_LOW = 4;
const SUM_HIGH = 5;

const NUMBERS: Readonly<Partial<Record<TupleKind, number>>> = {
  int8: 4,
  int4: 5,
  int2: 6,
  float8: 10,
  float4: 11,
  numeric: 12,
  timestamp: 13,
  date: 14,
};
const BIGINTS: Readonly<Partial<Record<TupleKind, number>>> = { int8: 7, int4: 8, int2: 9 };
const CODES: Readonly<
  Record<TupleColumn['vectorKind'], Readonly<Partial<Record<TupleKind, number>>>>
> = {
  text: { text: 0, jsonb: 1 },
  uuid: { uuid: 2 },
  boolean: { boolean: 3 },
  number: NUMBERS,
  bigint: BIGINTS,
};

/** Bytes of memory that {@link openFastTuples} takes. */
export function fastTuplesSize(columns: readonly TupleColumn[]): number {
  return regionSize(4 * COLUMN_WORDS * columns.length) + regionSize(4 * RESULT_WORDS);
}

/** The kernels of `kernels/postgres` on one memory. */
export function openFastTuples(columns: readonly TupleColumn[], memory: Memory): TupleEngine {
  const kernels = exportsOf(memory);
  const { buffer } = memory;
  const words = COLUMN_WORDS * columns.length;
  const descriptions = new Int32Array(buffer, allocate(memory, 4 * words), words);
  const result = new Int32Array(buffer, allocate(memory, 4 * RESULT_WORDS), RESULT_WORDS);
  const fixed = fixedBytes(columns);
  const addResult = (sums: HashSums): void =>
    addSums(sums, {
      rows: result[ROWS] as number,
      high: (result[SUM_HIGH] as number) >>> 0,
      low: (result[SUM_LOW] as number) >>> 0,
    });
  return {
    encode(batch, row, { start, fill, end }, sums) {
      columns.forEach((column, c) => {
        describe(descriptions, COLUMN_WORDS * c, column, batch.columns[c] as BatchColumn);
      });
      const next = kernels.encodeTuples(
        descriptions.byteOffset,
        columns.length,
        row,
        batch.rowCount,
        fixed,
        start,
        fill,
        end,
        result.byteOffset,
      );
      addResult(sums);
      return { next: next >>> 0, row: result[ROW] as number, fault: result[FAULT] as number };
    },
    digest(start, end, sums) {
      const next = kernels.digestTuples(start, end, columns.length, result.byteOffset);
      addResult(sums);
      return {
        next: next >>> 0,
        ended: result[ENDED] === 1,
        broken: (result[FAULT] as number) >= 0,
      };
    },
  };
}

function describe(
  out: Int32Array,
  at: number,
  { kind, scale, vectorKind }: TupleColumn,
  { vector, valid }: BatchColumn,
): void {
  const code = CODES[vectorKind][kind];
  if (code === undefined || vector.kind !== vectorKind)
    throw new TypeError(`a column of ${vector.kind} is no ${kind}`);
  out[at] = code;
  out[at + 1] = valid === undefined ? 0 : valid.byteOffset;
  switch (vector.kind) {
    case 'text':
      out[at + 2] = vector.address.byteOffset;
      out[at + 3] = vector.length.byteOffset;
      break;
    case 'uuid':
      out[at + 2] = vector.words.byteOffset;
      break;
    default:
      out[at + 2] = vector.values.byteOffset;
  }
  out[at + 4] = scale;
}
