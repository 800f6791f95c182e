import type { Batch, BatchColumn, PackedDictionary, Vector } from '../../../model/batch.ts';
import { Escapes } from '../../../model/batch.ts';
import type { EngineName } from '../../../wasm/choose-engine.ts';
import { openParquetFile } from '../../parquet.ts';
import type { PageOptions } from '../codec.ts';
import { createPageSpace } from '../page-space.ts';
import type { ParquetColumn } from '../schema.ts';

/** Text for strings, JSON and UUIDs; numbers as vectors hold them: decimals scaled, timestamps in ms, dates in days. */
export type Cell = string | number | bigint | boolean | null;

/** A whole column of cells, to be cut into batches. */
export interface TestColumn extends ParquetColumn {
  readonly cells: readonly Cell[];
  /** Cells are handed on as entries of this dictionary. */
  readonly dictionary?: PackedDictionary;
}

/** The reading side of text vectors may overshoot by this. */
const OVERSHOOT = 16;

export function packed(texts: readonly string[]): PackedDictionary {
  const entries = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Int32Array(entries.length + 1);
  for (const [i, { length }] of entries.entries()) offsets[i + 1] = (offsets[i] as number) + length;
  return { bytes: Buffer.concat(entries), offsets, escapes: Escapes.any };
}

export interface ParquetBytesOptions extends PageOptions {
  readonly batchRows?: number;
  readonly engine?: EngineName;
}

/** Writes columns as one file, in batches of so many rows, each in memory of its own. */
export function parquetBytes(
  columns: readonly TestColumn[],
  { batchRows = 8192, engine = 'wasm', ...options }: ParquetBytesOptions = {},
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const shapes = columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
  const space = createPageSpace(shapes, { engine });
  const file = openParquetFile(shapes, (bytes) => pieces.push(bytes.slice()), {
    space,
    ...options,
  });
  const rowCount = columns[0]?.cells.length ?? 0;
  for (let from = 0; from < rowCount; from += batchRows) {
    file.add(batchOf(columns, from, Math.min(from + batchRows, rowCount)));
  }
  file.finish();
  return Buffer.concat(pieces);
}

/** Rows `from` to `to` as one batch. */
export function batchOf(columns: readonly TestColumn[], from: number, to: number): Batch {
  const memory: Uint8Array[] = [];
  let used = 0;
  const place = (text: string): number => {
    const bytes = new TextEncoder().encode(text);
    const address = used;
    memory.push(bytes, new Uint8Array(OVERSHOOT).fill(0xff));
    used += bytes.length + OVERSHOOT;
    return address;
  };
  const batchColumns = columns.map((column): BatchColumn => {
    const cells = column.cells.slice(from, to);
    const valid = cells.includes(null)
      ? Uint8Array.from(cells, (cell) => (cell === null ? 0 : 1))
      : undefined;
    return { name: column.name, type: column.type, vector: vectorOf(column, cells, place), valid };
  });
  return {
    firstRow: from,
    rowCount: to - from,
    columns: batchColumns,
    bytes: Buffer.concat([...memory, new Uint8Array(OVERSHOOT)]),
  };
}

function vectorOf(
  { type, dictionary }: TestColumn,
  cells: readonly Cell[],
  place: (text: string) => number,
): Vector {
  switch (type.kind) {
    case 'string':
    case 'json': {
      // Cells without a value hold whatever was there before: nobody may look at them.
      const texts = cells.map((cell) => String(cell ?? 'left over'));
      return {
        kind: 'text',
        address: Int32Array.from(texts, place),
        length: Int32Array.from(texts, (text) => Buffer.byteLength(text)),
        escapes: Escapes.any,
        ...(dictionary && { entries: { dictionary, codes: codesOf(dictionary, cells) } }),
      };
    }
    case 'uuid':
      return { kind: 'uuid', words: Int32Array.from(cells.flatMap(wordsOf)) };
    case 'boolean':
      return { kind: 'boolean', values: Uint8Array.from(cells, (cell) => (cell === true ? 1 : 0)) };
    case 'bigint':
      return { kind: 'bigint', values: BigInt64Array.from(cells, (cell) => BigInt(cell ?? 7)) };
    default:
      return { kind: 'number', values: Float64Array.from(cells, (cell) => Number(cell ?? 0.5)) };
  }
}

function codesOf({ bytes, offsets }: PackedDictionary, cells: readonly Cell[]): Int32Array {
  const decoder = new TextDecoder();
  const numbers = new Map<string, number>();
  for (let entry = 0; entry < offsets.length - 1; entry++) {
    numbers.set(decoder.decode(bytes.subarray(offsets[entry], offsets[entry + 1])), entry);
  }
  return Int32Array.from(cells, (cell) => numbers.get(String(cell)) ?? -1);
}

function wordsOf(cell: Cell): number[] {
  const hex = String(cell ?? 'f'.repeat(32)).replaceAll('-', '');
  return [0, 8, 16, 24].map((at) => Number.parseInt(hex.slice(at, at + 8), 16) | 0);
}
