import { type BatchValidator, openBatchValidator } from '@rowmill/core/json-schema';
import {
  type CellKinds,
  CHECKS_ROOM,
  markRowsWith,
  openCsvReader,
  openMemory,
  type ReadBatch,
  type ReadRecord,
  retagColumn,
  rowReaderSize,
  Tags,
} from '@rowmill/core/kernels';
import { type ByteFeed, chunksOf, skipMark } from '../sources/byte-feed.ts';
import { canRead, readBatches } from '../sources/read-batches.ts';
import { openCells } from '../sources/row-cells.ts';
import { checkUtf8 } from '../sources/utf8-check.ts';
import type { ColumnTypes } from './column-types.ts';
import { type CsvFound, NUL_INSIDE, readRecordAt } from './csv-records.ts';
import { type CsvPlace, readCsvRows, readHeader, rowItem, wrongWidth } from './csv-rows.ts';
import { oneRow, openRows } from './open-rows.ts';
import type { PassedRows, ReadItem } from './read-item.ts';
import { countLines, decodeText, notUtf8, openTextFeed } from './text-chunks.ts';

export interface CsvBatchOptions {
  readonly file: string;
  readonly delimiter: string;
  /** The schema that rows are checked against; it has been compiled. */
  readonly schema: unknown;
  readonly columnTypes: ColumnTypes;
  /** Number of the one row that is wanted: others may come, and need not. */
  readonly only: number | undefined;
  readonly signal: AbortSignal | undefined;
}

type Unchecked = AsyncGenerator<ReadItem | PassedRows>;

/**
 * Rows of a CSV file that have to be looked at, and how many between them need not be: columns, tagged as what the schema
 * declares them to be, tell that they satisfy it. With a schema that columns cannot tell, all rows have to be looked at.
 *
 * @throws {@link SourceError} when the file cannot be opened or read.
 * @throws {@link DataError} behind the rows before it, at bytes that are not UTF-8.
 */
export async function* readUncheckedCsv(options: CsvBatchOptions): Unchecked {
  const { file, signal, delimiter } = options;
  const feed = await openTextFeed(file, signal);
  try {
    await skipMark(feed);
    const header = isAscii(delimiter) ? await takeHeader(feed, delimiter) : undefined;
    if (header === undefined) yield* readSlowly(feed, options);
    else yield* readFast(feed, header, options);
  } finally {
    await feed.close();
  }
}

async function* readFast(feed: ByteFeed, header: Header, options: CsvBatchOptions): Unchecked {
  const { signal, delimiter, schema, columnTypes, only } = options;
  const { names: columns, lines } = header;
  const memory = openMemory(rowReaderSize({ columns }) + CHECKS_ROOM);
  const readRecord = recordReader(columns.length, delimiter);
  const reader = openCsvReader(memory, { columns, delimiter, readRecord, firstLine: 1 + lines });
  const validator = openBatchValidator(schema, memory);
  const csvRows = openCsvRows(columns, columnTypes);
  let rows = 0;
  for await (const piece of readBatches(reader, feed, signal)) {
    if (piece.kind === 'rest') {
      const place = { header: columns, firstLine: piece.firstLine, firstRow: rows + 1 };
      return yield* readSlowly(feed, options, place);
    }
    const { batch, error } = soundRows(piece.batch, options);
    csvRows.prepare(batch);
    rows += batch.rowCount;
    const itemOf = csvRows.itemOf(batch);
    if (only !== undefined) yield* oneRow(batch, itemOf, only);
    else yield* checkedRows(batch, validator, itemOf);
    if (error !== undefined) throw error;
  }
}

function* checkedRows(
  batch: ReadBatch,
  validator: BatchValidator,
  itemOf: (row: number) => ReadItem,
): Generator<ReadItem | PassedRows> {
  const verdicts = batch.rowCount > 0 ? validator.check(batch) : undefined;
  if (verdicts !== undefined) yield { kind: 'passed', rows: batch.rowCount - verdicts.failures };
  if (verdicts?.failures !== 0) yield* openRows(batch, itemOf, verdicts?.passed);
}

/** Rows of batches of CSV, as a schema takes them. */
export function openCsvRows(columns: readonly string[], types: ColumnTypes) {
  const kinds = columns.map((name) => kindsOf(types.get(name)));
  return {
    /** Tags cells as what the schema declares them to be. No when a row is not UTF-8: reading has to end before it. */
    prepare(batch: ReadBatch): boolean {
      markRowsWith(batch, 0, { lines: 0, problem: NUL_INSIDE });
      kinds.forEach((kind, column) => {
        retagColumn(batch, column, kind);
      });
      return ![...batch.faults.values()].some(({ problem }) => problem === NOT_UTF8);
    },
    itemOf(batch: ReadBatch): (row: number) => ReadItem {
      const { firstRow, firstLine, lines, sound, faults } = batch;
      const cellsOf = openCells(batch);
      return (row) => {
        const place = { row: firstRow + row + 1, line: firstLine + (lines[row] ?? 0) };
        const cells = sound[row] === 1 ? cellsOf(row) : { problem: faults.get(row)?.problem ?? '' };
        return rowItem(cells, columns, types, place);
      };
    },
  };
}

/** A batch up to the first row that is not UTF-8, where reading ends. */
function soundRows(
  batch: ReadBatch,
  { file }: CsvBatchOptions,
): { readonly batch: ReadBatch; readonly error?: unknown } {
  const bad = [...batch.faults].find(([, { problem }]) => problem === NOT_UTF8);
  if (bad === undefined) return { batch };
  const [row, fault] = bad;
  const line = batch.firstLine + (batch.lines[row] ?? 0) + fault.lines;
  return { batch: { ...batch, rowCount: row }, error: notUtf8(file, line - 1) };
}

export const isAscii = (delimiter: string): boolean => /^[^"\r\n\u0080-\uffff]$/.test(delimiter);

/** Without a kernel: for other delimiters, broken headers and records that are too long for one. */
function readSlowly(
  feed: ByteFeed,
  { file, columnTypes, delimiter }: CsvBatchOptions,
  place?: CsvPlace,
): AsyncGenerator<ReadItem> {
  const text = decodeText(chunksOf(feed), file, place?.firstLine);
  return readCsvRows(text, columnTypes, delimiter, place);
}

export interface Header {
  readonly names: readonly string[];
  /** With the line break behind it. */
  readonly bytes: number;
  /** Line breaks in and behind it. */
  readonly lines: number;
}

const HEADER_BYTES = 64 * 1024;

/** Takes the header off the feed; undefined, with all bytes left there, when the reader cannot start from it. */
export async function takeHeader(feed: ByteFeed, delimiter: string): Promise<Header | undefined> {
  const start = Buffer.alloc(HEADER_BYTES);
  const bytes = start.subarray(0, await feed.fill(start));
  const text = checkUtf8(bytes.subarray(0, bytes.lastIndexOf('\n') + 1), 1).sound.toString('utf8');
  const found = readRecordAt(text, false, delimiter);
  const names = found === 'more' ? undefined : readHeader(found.record);
  if (found === 'more' || names === undefined || 'problem' in names || !canRead(names)) {
    feed.unread(bytes);
    return undefined;
  }
  const headerBytes = Buffer.byteLength(text.slice(0, found.end));
  feed.unread(bytes.subarray(headerBytes));
  return { names, bytes: headerBytes, lines: countLines(text, 0, found.end) };
}

const NOT_UTF8 = 'is not UTF-8';

/** The exact path: what `readCsvRecords` says of one record. */
export function recordReader(width: number, delimiter: string): ReadRecord {
  return (bytes, isLast) => {
    const { sound, badLine } = checkUtf8(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      1,
    );
    const text = sound.toString('utf8');
    const found = readRecordAt(text, isLast && badLine === undefined, delimiter);
    if (found === 'more') {
      if (badLine === undefined) return found;
      const record = { lines: badLine - 1, problem: NOT_UTF8 };
      return { byteLength: bytes.length, rawLength: bytes.length, lines: 0, record };
    }
    const byteLength = Buffer.byteLength(text.slice(0, found.end));
    const lines = countLines(text, 0, found.end);
    return { byteLength, rawLength: byteLength, lines, record: checkWidth(found, width) };
  };
}

/** Cells, or what is wrong with them; undefined for a blank line. */
function checkWidth({ record }: CsvFound, width: number) {
  if ('problem' in record) return { lines: 0, problem: record.problem };
  if (record.length === width) return record;
  const isBlank = record.length === 1 && record[0] === null;
  return isBlank ? undefined : { lines: 0, problem: wrongWidth(record.length, width) };
}

type Tag = CellKinds['empty'];

/** In tags, what `coerceCell` makes of cells. */
function kindsOf(types: ReadonlySet<string> | undefined): CellKinds {
  if (types === undefined) return { empty: Tags.string, kinds: new Set() };
  const kinds: Tag[] = [];
  if (types.has('number') || types.has('integer')) kinds.push(Tags.number);
  if (types.has('boolean')) kinds.push(Tags.false, Tags.true);
  if (types.has('object') || types.has('array')) kinds.push(Tags.object, Tags.array);
  const isText = types.has('string');
  const empty = types.has('null') ? Tags.null : isText ? Tags.string : Tags.absent;
  return { empty, kinds: new Set(isText ? [] : kinds) };
}
