import {
  type Memory,
  openCsvReader,
  openNdjsonReader,
  type ReadBatch,
  type RowReader,
  rowReaderSize,
  Tags,
} from '@rowmill/core/kernels';
import { recordReader } from '../sources/csv-table.ts';
import { lineStart, RANGE_BYTES, readFully } from './file-ranges.ts';
import { IrregularRowsError } from './irregular-rows-error.ts';
import type { MaskedFile } from './jobs.ts';

/** A range with the line that reaches over its end. */
const BLOCK_BYTES = RANGE_BYTES + (1 << 19);

/** Reads a file range by range. */
export interface MaskedReader {
  readonly ranges: number;
  /** The rows of a range in batches, all sound. @throws IrregularRowsError when columns cannot tell them */
  read(range: number): Generator<ReadBatch>;
}

/** Columns whose cells are JSON text: a string among them would have lost its quotes. */
export interface ReadColumns {
  readonly names: readonly string[];
  readonly jsonNames: ReadonlySet<string>;
}

/** Bytes of memory that {@link openMaskedReader} takes. */
export const maskedReaderSize = (columns: readonly string[]): number =>
  rowReaderSize({ columns, blockBytes: BLOCK_BYTES });

/**
 * Opens a reader of the ranges of a file. Ranges begin behind line feeds, and end where the next one begins.
 *
 * In CSV, a line feed may stand within a cell. A range that ends in the middle of one ends in a quote that is never
 * closed, which is odd: when all ranges can be read, from the first one on, every one of them began with a record.
 *
 * @param file descriptor of the file
 */
export function openMaskedReader(
  memory: Memory,
  file: number,
  source: MaskedFile,
  { names, jsonNames }: ReadColumns,
): MaskedReader {
  const { size, format, isOneRange = false } = source;
  const reader = openReader(memory, format, names);
  const step = isOneRange ? size : RANGE_BYTES;
  return {
    ranges: Math.ceil(size / step),
    *read(range) {
      const from = lineStart(file, range * step, size);
      const to = lineStart(file, Math.min(size, (range + 1) * step), size);
      if (from >= to) return;
      let hasHeader = format.name === 'csv' && range === 0;
      for (const batch of readRange(reader, file, { from, to }, jsonNames)) {
        yield hasHeader ? withoutHeader(batch, names) : batch;
        hasHeader = false;
      }
    },
  };
}

function openReader(
  memory: Memory,
  format: MaskedFile['format'],
  columns: readonly string[],
): RowReader {
  const options = { columns, blockBytes: BLOCK_BYTES };
  if (format.name === 'ndjson') return openNdjsonReader(memory, options);
  const { delimiter } = format;
  const readRecord = recordReader(delimiter, columns.length);
  return openCsvReader(memory, { ...options, delimiter, readRecord });
}

function* readRange(
  reader: RowReader,
  file: number,
  { from, to }: { readonly from: number; readonly to: number },
  jsonNames: ReadonlySet<string>,
): Generator<ReadBatch> {
  reader.restart();
  for (let at = from; at < to; ) {
    const free = reader.free();
    const room = free.subarray(0, Math.min(free.length, to - at));
    const read = readFully(file, room, at);
    if (read < room.length) throw new IrregularRowsError('the file ends before it should');
    reader.filled(read);
    at += read;
    if (at === to) reader.end();
    for (let found = reader.next(); found !== 'more'; found = reader.next())
      yield regular(found, jsonNames);
  }
}

function regular(found: ReadBatch | 'stuck', jsonNames: ReadonlySet<string>): ReadBatch {
  if (found === 'stuck') throw new IrregularRowsError('a row is too long');
  if (!isRegular(found, jsonNames)) throw new IrregularRowsError('a row is odd');
  return found;
}

function isRegular({ oddRows, columns, rowCount }: ReadBatch, jsonNames: ReadonlySet<string>) {
  if (oddRows > 0) return false;
  return columns.every(({ name, tags }) => {
    const first = jsonNames.has(name) ? tags.indexOf(Tags.string) : -1;
    return first < 0 || first >= rowCount;
  });
}

/** The rows below the header, which has to be the one that the file was planned by. */
function withoutHeader(batch: ReadBatch, header: readonly string[]): ReadBatch {
  const { bytes, columns, rowCount } = batch;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isSame = columns.every(({ vector: { address, length } }, index) => {
    const at = address[0] as number;
    return buffer.toString('utf8', at, at + (length[0] as number)) === header[index];
  });
  if (!isSame) throw new IrregularRowsError('the header has changed');
  return {
    ...batch,
    rowCount: rowCount - 1,
    columns: columns.map((column) => ({
      ...column,
      vector: {
        ...column.vector,
        address: column.vector.address.subarray(1),
        length: column.vector.length.subarray(1),
      },
      valid: column.valid.subarray(1),
      tags: column.tags.subarray(1),
    })),
  };
}
