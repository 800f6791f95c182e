import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Batch, BatchColumn, PackedDictionary, TextVector } from '../model/batch.ts';
import type { ValueType } from '../model/value-type.ts';
import { cellReader } from './read-rows.ts';

/** Rows that are encoded together: each worker holds them as JavaScript values once. */
const ROW_GROUP_ROWS = 32_768;
const DECIMAL_PRECISION = 18;

/** A column of a Parquet file. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
}

/** Writes batches as one Parquet file: Snappy, logical types, statistics. Bytes leave as soon as a row group is full. */
export interface ParquetFile {
  add(batch: Batch): void;
  /** Writes the last row group and the footer. */
  finish(): void;
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

export function openParquetFile(
  columns: readonly ParquetColumn[],
  write: (bytes: Uint8Array) => void,
): ParquetFile {
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: 'rowmill' });
  let pending: unknown[][] = columns.map(() => []);
  let rows = 0;

  const drain = (): void => {
    write(writer.getBytes());
    writer.index = 0;
  };
  const writeGroup = (): void => {
    const columnData = columns.map((column, c) => ({
      ...encodingOf(column),
      name: column.name,
      data: pending[c] as unknown[],
    }));
    assertSync(file.write({ columnData, rowGroupSize: ROW_GROUP_ROWS }));
    pending = columns.map(() => []);
    rows = 0;
    drain();
  };
  return {
    add(batch) {
      const readers = batch.columns.map((column) => physicalReader(column, batch.bytes));
      for (let i = 0; i < batch.rowCount; i++) {
        for (const [c, read] of readers.entries()) pending[c]?.push(read(i));
        // Groups end at fixed rows, wherever batches end: the bytes must not depend on batches.
        if (++rows === ROW_GROUP_ROWS) writeGroup();
      }
    },
    finish() {
      if (rows > 0) writeGroup();
      assertSync(file.finish());
      drain();
    },
  };
}

/** The writer waits only for destinations that flush; a block of memory never does. */
function assertSync(result: unknown): void {
  if (result !== undefined) throw new TypeError('the Parquet writer waits for its memory');
}

/** Kinds whose cells are mostly different: looking for repeats would cost more than it saves. */
const VARIED: ReadonlySet<ValueType['kind']> = new Set([
  'uuid',
  'timestamp',
  'float',
  'bigint',
  'json',
]);

/** Bounds of text say little and cost a comparison per cell. */
function encodingOf({ type }: ParquetColumn): { encoding?: 'PLAIN'; statistics: boolean } {
  const statistics = type.kind !== 'string' && type.kind !== 'json' && type.kind !== 'uuid';
  return VARIED.has(type.kind) ? { encoding: 'PLAIN', statistics } : { statistics };
}

function schemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  return [
    root,
    ...columns.map(
      ({ name, type, nullable }): SchemaElement => ({
        name,
        repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
        ...physicalType(type),
      }),
    ),
  ];
}

function physicalType(type: ValueType): Omit<SchemaElement, 'name'> {
  switch (type.kind) {
    case 'string':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
    case 'json':
      return { type: 'BYTE_ARRAY', logical_type: { type: 'JSON' } };
    case 'integer':
    case 'bigint':
      return { type: 'INT64' };
    case 'float':
      return { type: 'DOUBLE' };
    case 'decimal':
      return {
        type: 'INT64',
        converted_type: 'DECIMAL',
        precision: DECIMAL_PRECISION,
        scale: type.scale,
      };
    case 'boolean':
      return { type: 'BOOLEAN' };
    case 'uuid':
      return { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } };
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' };
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' };
  }
}

/** Reads a cell in the form that the Parquet writer takes for its type. */
function physicalReader(column: BatchColumn, bytes: Uint8Array): (i: number) => unknown {
  const read = logicalReader(column, bytes);
  const { valid } = column;
  return valid === undefined ? read : (i) => (valid[i] === 0 ? null : read(i));
}

function logicalReader(column: BatchColumn, bytes: Uint8Array): (i: number) => unknown {
  const { vector, type } = column;
  switch (vector.kind) {
    case 'text':
      return textReader(vector, bytes);
    case 'uuid':
      return (i) => uuidBytes(vector.words, i);
    case 'number':
      return WHOLE.has(type.kind)
        ? (i) => BigInt(vector.values[i] as number)
        : (i) => vector.values[i];
    default:
      return cellReader({ ...column, valid: undefined }, bytes);
  }
}

/** Kinds that Parquet stores as 64-bit integers. */
const WHOLE: ReadonlySet<ValueType['kind']> = new Set(['integer', 'decimal', 'timestamp']);

/** Cells of a dictionary column share one copy of their entry; other text is copied out of the batch cell by cell. */
function textReader(
  { address, length, entries }: TextVector,
  bytes: Uint8Array,
): (i: number) => Uint8Array {
  const copy = (i: number): Uint8Array => {
    const from = address[i] as number;
    return bytes.slice(from, from + (length[i] as number));
  };
  if (entries === undefined) return copy;
  const known = entryCopies(entries.dictionary);
  return (i) => {
    const code = entries.codes[i] as number;
    const entry = known[code] ?? copy(i);
    known[code] = entry;
    return entry;
  };
}

const copies = new WeakMap<PackedDictionary, (Uint8Array | undefined)[]>();

function entryCopies(dictionary: PackedDictionary): (Uint8Array | undefined)[] {
  const known = copies.get(dictionary) ?? [];
  copies.set(dictionary, known);
  return known;
}

function uuidBytes(words: Int32Array, i: number): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < 4; k++) view.setInt32(4 * k, words[4 * i + k] as number);
  return bytes;
}
