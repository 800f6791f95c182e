import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Batch, BatchColumn } from '../model/batch.ts';
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
    const columnData = columns.map(({ name }, c) => ({ name, data: pending[c] as unknown[] }));
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
  if (
    vector.kind === 'number' &&
    (type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'timestamp')
  ) {
    return (i) => BigInt(vector.values[i] as number);
  }
  if (vector.kind === 'number') return (i) => vector.values[i];
  if (vector.kind === 'uuid') return (i) => uuidBytes(vector.words, i);
  if (vector.kind === 'text' && type.kind === 'json') {
    return (i) => {
      const from = vector.address[i] as number;
      return bytes.slice(from, from + (vector.length[i] as number));
    };
  }
  return cellReader({ ...column, valid: undefined }, bytes);
}

function uuidBytes(words: Int32Array, i: number): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < 4; k++) view.setInt32(4 * k, words[4 * i + k] as number);
  return bytes;
}
