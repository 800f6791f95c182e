/**
 * What a worker thread needs to make and encode rows, and nothing that is slow to load: no request schema,
 * no validator.
 */

export { CHECKS_ROOM } from './checks/checks-room.ts';
export { type BatchTable, openBatchTable } from './format/batch-table.ts';
export { type ContentDigest, mergeDigests } from './format/content-digest.ts';
export {
  createSumDigest,
  createTupleStreamDigest,
  type TupleDigestForm,
} from './format/copy-binary-digest.ts';
export {
  openTupleTable,
  type TuplePiece,
  type TupleTable,
} from './format/copy-binary-table.ts';
export {
  isTupleKindOf,
  TUPLES_HEADER,
  TUPLES_TRAILER,
  type TupleKind,
} from './format/copy-binary-types.ts';
export type { EncodedBatch } from './format/encoder.ts';
export { copy } from './format/forms/copy.ts';
export type { CsvOptions } from './format/forms/csv.ts';
export { csvForm } from './format/forms/csv.ts';
export { json } from './format/forms/json.ts';
export { ndjson } from './format/forms/ndjson.ts';
export { sql } from './format/forms/sql.ts';
export type { LineDigest } from './format/line-digest.ts';
export { createLineDigest } from './format/line-digest.ts';
export type { PageCodec, PageOptions } from './format/parquet/codec.ts';
export { PARQUET_MAGIC, type PlacedGroup, parquetFooter } from './format/parquet/footer.ts';
export { GROUP_ROWS } from './format/parquet/limits.ts';
export type { PageSpace } from './format/parquet/page-space.ts';
export { openRowGroups } from './format/parquet/row-groups.ts';
export { openParquetFile, type ParquetColumn, type ParquetFile } from './format/parquet.ts';
export { programRows } from './format/program-rows.ts';
export type { CellValue, Row } from './format/read-rows.ts';
export type { TextRows } from './format/text-batches.ts';
export { textProgram } from './format/text-batches.ts';
export type { TextForm } from './format/text-form.ts';
export { openTextRows, type TextRowEncoder } from './format/text-rows.ts';
export type { RowRange, TextTable } from './format/text-table.ts';
export { openTextTable, partText } from './format/text-table.ts';
export type { Memory } from './kernels/memory.ts';
export type { KeyForm } from './keys/key-form.ts';
export { type KeyTarget, type KeyWriter, openKeyWriter } from './keys/write-keys.ts';
export { BATCH_ROWS, type Batch } from './model/batch.ts';
export type { Program } from './program/steps.ts';
export { openCsvReader, type ReadRecord } from './readers/csv-reader.ts';
export { markRowsWith } from './readers/mark-odd.ts';
export { openNdjsonReader, rowReaderSize } from './readers/ndjson-reader.ts';
export type { ReadBatch, ReadColumn } from './readers/read-batch.ts';
export { Tags } from './readers/read-batch.ts';
export { type CellKinds, retagColumn } from './readers/retag.ts';
export type { RowReader } from './readers/row-reader.ts';
export { openMemory } from './wasm/open-memory.ts';
