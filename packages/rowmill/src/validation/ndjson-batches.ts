import { openBatchValidator } from '@rowmill/core/json-schema';
import {
  CHECKS_ROOM,
  openMemory,
  openNdjsonReader,
  type ReadBatch,
  rowReaderSize,
} from '@rowmill/core/kernels';
import { type ByteFeed, chunksOf, skipMark } from '../sources/byte-feed.ts';
import { readBatches } from '../sources/read-batches.ts';
import { rawRow } from '../sources/row-cells.ts';
import { isObject, memberOf } from './json-members.ts';
import { readNdjsonLine, readNdjsonRows } from './json-rows.ts';
import { oneRow, openRows } from './open-rows.ts';
import type { PassedRows, ReadItem } from './read-item.ts';
import { openTextFeed } from './text-chunks.ts';

export interface NdjsonBatchOptions {
  readonly file: string;
  /** The schema that rows are checked against; it has been compiled. */
  readonly schema: unknown;
  /** Number of the one row that is wanted: others may come, and need not. */
  readonly only: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Bytes in which the first row is looked for. */
const SAMPLE_BYTES = 1 << 16;
/** Columns take memory for a batch each. */
const MOST_COLUMNS = 256;

/**
 * Rows of an NDJSON file that have to be looked at, and how many between them need not be: columns tell that they
 * satisfy the schema. With a schema that columns cannot tell, all rows have to be looked at.
 */
export async function* readUncheckedNdjson({
  file,
  schema,
  only,
  signal,
}: NdjsonBatchOptions): AsyncGenerator<ReadItem | PassedRows> {
  const feed = await openTextFeed(file, signal);
  try {
    await skipMark(feed);
    const columns = await columnNames(feed, schema);
    if (!canReadColumns(columns)) {
      yield* readNdjsonRows(chunksOf(feed));
      return;
    }
    const memory = openMemory(rowReaderSize({ columns }) + CHECKS_ROOM);
    const validator = openBatchValidator(schema, memory);
    let row = 1;
    for await (const piece of readBatches(openNdjsonReader(memory, { columns }), feed, signal)) {
      if (piece.kind === 'rest') {
        yield* readNdjsonRows(chunksOf(feed), { row, line: piece.firstLine });
        return;
      }
      const { batch } = piece;
      row += batch.rowCount;
      if (only !== undefined) {
        yield* oneRow(batch, (index) => ndjsonRow(batch, index), only);
        continue;
      }
      const verdicts = validator.check(batch);
      if (verdicts !== undefined) {
        yield { kind: 'passed', rows: batch.rowCount - verdicts.failures };
        if (verdicts.failures === 0) continue;
      }
      yield* openRows(batch, (row) => ndjsonRow(batch, row), verdicts?.passed);
    }
  } finally {
    await feed.close();
  }
}

/** A row of a batch, exactly as it stands in the file. */
export function ndjsonRow(batch: ReadBatch, row: number): ReadItem {
  return readNdjsonLine(rawRow(batch, row), {
    row: batch.firstRow + row + 1,
    line: batch.firstLine + (batch.lines[row] ?? 0),
  });
}

export const canReadColumns = ({ length }: readonly string[]): boolean =>
  length > 0 && length <= MOST_COLUMNS;

/** The names that the schema and the first row give; rows with further ones are looked at. */
export async function columnNames(feed: ByteFeed, schema: unknown): Promise<string[]> {
  const room = Buffer.allocUnsafe(SAMPLE_BYTES);
  const sample = room.subarray(0, await feed.fill(room));
  feed.unread(sample);
  const line = sample
    .toString()
    .split('\n')
    .find((text) => text.trim() !== '');
  return [...new Set([...keysOf(parse(line)), ...keysOf(memberOf(schema, 'properties'))])];
}

function parse(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? 'null');
  } catch {
    // The row will tell what is wrong with it when it is its turn.
    return undefined;
  }
}

function keysOf(value: unknown): string[] {
  return isObject(value) && !Array.isArray(value) ? Object.keys(value) : [];
}
