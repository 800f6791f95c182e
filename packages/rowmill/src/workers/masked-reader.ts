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
import { lineStart, markLength, readFully } from './file-ranges.ts';
import { IrregularRowsError } from './irregular-rows-error.ts';
import type { MaskedFile } from './jobs.ts';

/** Bytes of a range: its text stays in the caches of a core from the reader to the writer. */
const RANGE_BYTES = 1 << 19;
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
 * Opens a reader of the ranges of a file. Ranges of NDJSON begin where lines do; a line break of CSV may stand within a
 * cell, so that a file of CSV is one range.
 *
 * @param file descriptor of the file
 */
export function openMaskedReader(
  memory: Memory,
  file: number,
  source: MaskedFile,
  columns: ReadColumns,
): MaskedReader {
  const { size, format } = source;
  const options = { columns: columns.names, blockBytes: BLOCK_BYTES };
  if (format.name === 'ndjson') {
    const reader = openNdjsonReader(memory, options);
    return {
      ranges: Math.ceil(size / RANGE_BYTES),
      *read(range) {
        const from = lineStart(file, range * RANGE_BYTES, size);
        const to = lineStart(file, Math.min(size, (range + 1) * RANGE_BYTES), size);
        if (from < to) yield* readRange(reader, file, { from, to }, columns.jsonNames);
      },
    };
  }
  const { delimiter } = format;
  const header = columns.names;
  const readRecord = recordReader(delimiter, header.length);
  const reader = openCsvReader(memory, { ...options, delimiter, readRecord });
  return {
    ranges: 1,
    *read() {
      const all = { from: markLength(file), to: size };
      let below = false;
      for (const batch of readRange(reader, file, all, columns.jsonNames)) {
        yield below ? batch : withoutHeader(batch, header);
        below = true;
      }
    },
  };
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
