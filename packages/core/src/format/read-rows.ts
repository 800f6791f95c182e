import { civilDate } from '../kernels/time.ts';
import type { Batch, BatchColumn } from '../model/batch.ts';

/** A cell in the words of JavaScript: decimals and dates as text, timestamps as ISO 8601 text, 64-bit integers as bigint. */
export type CellValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly unknown[]
  | { readonly [key: string]: unknown };

/** One row as an object: for previews and tests; files are written from batches. */
export type Row = Readonly<Record<string, CellValue>>;

/** Copies the rows of a batch out of its memory. */
export function rowsOfBatch(batch: Batch): Row[] {
  const readers = batch.columns.map(
    (column) => [column.name, cellReader(column, batch.bytes)] as const,
  );
  return Array.from({ length: batch.rowCount }, (_, i) =>
    Object.fromEntries(readers.map(([name, read]) => [name, read(i)])),
  );
}

/** Reads single cells of a column. */
function cellReader(column: BatchColumn, bytes: Uint8Array): (i: number) => CellValue {
  const read = valueReader(column, bytes);
  const { valid } = column;
  return valid === undefined ? read : (i) => (valid[i] === 0 ? null : read(i));
}

function valueReader({ vector, type }: BatchColumn, bytes: Uint8Array): (i: number) => CellValue {
  switch (vector.kind) {
    case 'text': {
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      const text = (i: number): string => {
        const from = vector.address[i] as number;
        return decoder.decode(bytes.slice(from, from + (vector.length[i] as number)));
      };
      return type.kind === 'json' ? (i) => JSON.parse(text(i)) as CellValue : text;
    }
    case 'number':
      return numberReader(vector.values, type);
    case 'bigint':
      return (i) => vector.values[i] as bigint;
    case 'boolean':
      return (i) => vector.values[i] === 1;
    case 'uuid':
      return (i) => uuidText(vector.words, i);
  }
}

function numberReader(values: Float64Array, type: BatchColumn['type']): (i: number) => CellValue {
  switch (type.kind) {
    case 'timestamp':
      return (i) => new Date(values[i] as number).toISOString();
    case 'date':
      return (i) => civilDate(values[i] as number);
    case 'decimal':
      return (i) => decimalText(values[i] as number, type.scale);
    default:
      return (i) => values[i] as number;
  }
}

function decimalText(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const sign = value < 0 ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function uuidText(words: Int32Array, i: number): string {
  let hex = '';
  for (let k = 0; k < 4; k++)
    hex += ((words[4 * i + k] as number) >>> 0).toString(16).padStart(8, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
