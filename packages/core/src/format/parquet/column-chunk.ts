import type { ValueType } from '../../model/value-type.ts';
import type { ByteBuffer } from './byte-buffer.ts';
import { openBigintValues, openBooleanValues, openUuidValues } from './fixed-values.ts';
import { type EncodedLevels, openLevels } from './levels.ts';
import { openFloatValues, openWholeValues } from './number-values.ts';
import { type FileBytes, writeDataPage, writeDictionaryPage } from './pages.ts';
import { type FileMetadata, type LeafElement, leafElement, type ParquetColumn } from './schema.ts';
import { openTextValues } from './text-values.ts';
import type { CellRange, EncodedValues, ValueBuffer } from './values.ts';

type ChunkMetadata = FileMetadata['row_groups'][number]['columns'][number];
type ColumnMetadata = NonNullable<ChunkMetadata['meta_data']>;

/** What the footer says of a chunk, and its bytes before compression. */
export interface WrittenChunk {
  readonly metadata: ChunkMetadata;
  readonly byteSize: number;
}

/** Gathers one column of a row group, and writes it as one chunk: a dictionary page where it pays, and one data page. */
export interface ChunkWriter {
  add(cells: CellRange): void;
  /** Writes what was added since the last time, and starts anew. */
  write(file: FileBytes): WrittenChunk;
}

/** @param scratch room for compressed pages, which all columns of a file may share */
export function openChunkWriter(column: ParquetColumn, scratch: ByteBuffer): ChunkWriter {
  const element = leafElement(column);
  const levels = openLevels(column.nullable);
  const values = openValues(column.type);
  return {
    add(cells) {
      levels.add(cells);
      values.add(cells);
    },
    write: (file) => writeChunk(element, levels.encode(), values.encode(), scratch, file),
  };
}

function openValues(type: ValueType): ValueBuffer {
  switch (type.kind) {
    case 'string':
      return openTextValues(true);
    case 'json':
      // Documents hardly repeat: looking for repeats would cost more than it saves.
      return openTextValues(false);
    case 'integer':
    case 'decimal':
    case 'timestamp':
      return openWholeValues(8);
    case 'date':
      return openWholeValues(4);
    case 'float':
      return openFloatValues();
    case 'bigint':
      return openBigintValues();
    case 'boolean':
      return openBooleanValues();
    case 'uuid':
      return openUuidValues();
  }
}

function writeChunk(
  element: LeafElement,
  levels: EncodedLevels,
  values: EncodedValues,
  scratch: ByteBuffer,
  file: FileBytes,
): WrittenChunk {
  const { dictionary, encoding } = values;
  const start = file.position();
  const entries = dictionary && writeDictionaryPage(dictionary, scratch, file);
  const dataStart = file.position();
  const data = writeDataPage(values, levels, scratch, file);
  const byteSize = (entries?.byteSize ?? 0) + data.byteSize;
  const metadata: ColumnMetadata = {
    type: element.type,
    encodings: entries === undefined ? ['RLE', encoding] : ['RLE', 'PLAIN', encoding],
    path_in_schema: [element.name],
    codec: entries !== undefined || data.isCompressed ? 'SNAPPY' : 'UNCOMPRESSED',
    num_values: BigInt(levels.rowCount),
    total_uncompressed_size: BigInt(byteSize),
    total_compressed_size: BigInt(file.position() - start),
    data_page_offset: BigInt(dataStart),
    ...(entries && { dictionary_page_offset: BigInt(start) }),
    statistics: statisticsOf(values, levels),
  };
  return { metadata: { file_offset: BigInt(start), meta_data: metadata }, byteSize };
}

function statisticsOf(
  { bounds }: EncodedValues,
  { nullCount }: EncodedLevels,
): NonNullable<ColumnMetadata['statistics']> {
  const nulls = { null_count: BigInt(nullCount) };
  return bounds === undefined ? nulls : { ...nulls, min_value: bounds.min, max_value: bounds.max };
}
