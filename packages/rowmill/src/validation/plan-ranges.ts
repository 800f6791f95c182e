import { stat } from 'node:fs/promises';
import { type ByteFeed, skipMark } from '../sources/byte-feed.ts';
import type { CheckedFile } from '../workers/jobs.ts';
import type { ColumnTypes } from './column-types.ts';
import { isAscii, takeHeader } from './csv-batches.ts';
import type { FileFormat } from './file-format.ts';
import { canReadColumns, columnNames } from './ndjson-batches.ts';
import { explainReadError, openTextFeed } from './text-chunks.ts';

export interface PlanRangesOptions {
  readonly file: string;
  readonly format: FileFormat;
  readonly delimiter: string;
  readonly columnTypes: ColumnTypes;
  readonly schema: unknown;
  readonly rangeBytes: number;
}

/** A file that is read in ranges, and the time that tells whether it has changed. */
export interface PlannedRanges {
  readonly checked: CheckedFile;
  readonly changed: number;
}

/**
 * Looks at the start of a file for what has to be known before its ranges can be read; undefined when it has none: what
 * is packed, a pipe, no text of rows, or one whose columns cannot be told.
 *
 * @throws SourceError when it cannot be read.
 */
export async function planRanges(options: PlanRangesOptions): Promise<PlannedRanges | undefined> {
  const { file: path, format, rangeBytes } = options;
  if ((format !== 'ndjson' && format !== 'csv') || path.endsWith('.gz')) return undefined;
  const { size, mtimeMs, isPlain } = await measure(path);
  // A size of nothing is also that of files which the system makes up as they are read.
  if (!isPlain || size === 0) return undefined;
  const feed = await openTextFeed(path, undefined);
  try {
    const mark = await skipMark(feed);
    const start = format === 'csv' ? await csvStart(feed, options) : await jsonStart(feed, options);
    if (start === undefined) return undefined;
    const { bytes, lines, ...rest } = start;
    const header = { bytes: mark + bytes, lines };
    return { checked: { path, size, rangeBytes, header, ...rest }, changed: mtimeMs };
  } finally {
    await feed.close();
  }
}

async function measure(path: string) {
  const found = await stat(path).catch((error: unknown) => {
    throw explainReadError(path, error);
  });
  return { size: found.size, mtimeMs: found.mtimeMs, isPlain: found.isFile() };
}

type Start = Pick<CheckedFile, 'format' | 'columns'> & CheckedFile['header'];

async function jsonStart(
  feed: ByteFeed,
  { schema }: PlanRangesOptions,
): Promise<Start | undefined> {
  const columns = await columnNames(feed, schema);
  if (!canReadColumns(columns)) return undefined;
  return { format: { name: 'ndjson' }, columns, bytes: 0, lines: 0 };
}

async function csvStart(
  feed: ByteFeed,
  { delimiter, columnTypes: types }: PlanRangesOptions,
): Promise<Start | undefined> {
  const header = isAscii(delimiter) ? await takeHeader(feed, delimiter) : undefined;
  if (header === undefined) return undefined;
  const { names: columns, bytes, lines } = header;
  return { format: { name: 'csv', delimiter, types }, columns, bytes, lines };
}
