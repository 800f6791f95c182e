import { DataError } from '@rowmill/core';
import {
  openCsvReader,
  openMemory,
  type ReadBatch,
  type ReadRecord,
  rowReaderSize,
} from '@rowmill/core/kernels';
import { type ByteFeed, chunksOf, skipMark } from './byte-feed.ts';
import { notUtf8, readCsvRecords } from './csv-records.ts';
import { type CsvRecord, type CsvScan, scanCsv, scanRecord } from './csv-scan.ts';
import { openFileFeed } from './file-bytes.ts';
import { canRead, readBatches } from './read-batches.ts';
import { openCells, rawRow } from './row-cells.ts';
import type { SourceRows } from './source.ts';
import type { SourceFile } from './source-file.ts';
import { checkUtf8 } from './utf8-check.ts';

export interface CsvTable {
  readonly header: readonly string[];
  /** One UTF-16 unit: neither a quote nor part of a line break. */
  readonly delimiter: string;
}

/**
 * The rows below the header, each as wide as it. Regular ones go through a kernel, others through {@link scanRecord}.
 *
 * @throws DataError after the rows before it, for a record that is broken, has not as many cells as the header or is not
 * UTF-8; and when the header is no longer the one that was read.
 */
export async function* readCsvTable(file: SourceFile, table: CsvTable): AsyncGenerator<SourceRows> {
  const feed = await openFileFeed(file);
  try {
    if (canRead(table.header) && table.delimiter < '\x80') yield* readFast(feed, file, table);
    else yield* readCsvExactly(feed, file.path, table, 1);
  } finally {
    await feed.close();
  }
}

async function* readFast(
  feed: ByteFeed,
  file: SourceFile,
  table: CsvTable,
): AsyncGenerator<SourceRows> {
  const { path } = file;
  await skipMark(feed);
  const { header: columns, delimiter } = table;
  const memory = openMemory(rowReaderSize({ columns }));
  const readRecord = recordReader(delimiter, columns.length);
  const reader = openCsvReader(memory, { columns, delimiter, readRecord });
  for await (const piece of readBatches(reader, feed, file.signal)) {
    if (piece.kind === 'rest') return yield* readCsvExactly(feed, path, table, piece.firstLine);
    const { rows, problem } = rowsOf(piece.batch, path, table);
    yield rows;
    if (problem) throw problem;
  }
}

/** The exact path. What it cannot read it leaves to {@link explain}, which knows the line. */
export function recordReader(delimiter: string, width: number): ReadRecord {
  return (bytes, isLast) => {
    const { sound, badLine } = checkUtf8(viewOf(bytes), 1);
    const scan = scanOf(sound, '', delimiter, 1, isLast && badLine === undefined);
    const cells = tryScan(scan);
    if (cells === undefined && badLine === undefined) return 'more';
    if (cells === undefined || cells === 'broken')
      return { byteLength: bytes.length, rawLength: bytes.length, lines: 1, record: ODD };
    const byteLength = Buffer.byteLength(scan.text.slice(0, scan.at));
    const place = { byteLength, rawLength: byteLength, lines: scan.line - 1 };
    if (cells.length === width) return { ...place, record: cells };
    const isBlank = cells.length === 1 && cells[0] === null;
    return { ...place, record: isBlank ? undefined : ODD };
  };
}

function tryScan(scan: CsvScan): CsvRecord['cells'] | 'broken' | undefined {
  try {
    return scanRecord(scan);
  } catch {
    return 'broken';
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const ODD = { lines: 0, problem: '' };

function scanOf(
  bytes: Buffer,
  origin: string,
  delimiter: string,
  line: number,
  isLast: boolean,
): CsvScan {
  const text = bytes.toString('utf8');
  return { origin, delimiter: delimiter.charCodeAt(0), text, isLast, at: 0, line };
}

interface CheckedRows {
  readonly rows: SourceRows;
  readonly problem: unknown;
}

/** The rows of a batch up to the first bad one. */
function rowsOf(batch: ReadBatch, path: string, table: CsvTable): CheckedRows {
  const cellsOf = openCells(batch);
  const rows: (readonly (string | null)[])[] = [];
  for (let i = 0; i < batch.rowCount; i++) {
    const line = batch.firstLine + (batch.lines[i] as number);
    const isHeader = batch.firstRow + i === 0;
    const cells = batch.sound[i] === 1 ? cellsOf(i) : undefined;
    if (cells === undefined) {
      const problem = explain(rawRow(batch, i), path, line, table, isHeader);
      return { rows, problem };
    }
    if (isHeader && !isSame(cells, table.header))
      return { rows, problem: headerChanged(path, line) };
    if (!isHeader) rows.push(cells);
  }
  return { rows, problem: undefined };
}

/** What is wrong with a record that the exact path could not read, in the words of {@link readCsvExactly}. */
function explain(
  bytes: Buffer,
  path: string,
  line: number,
  table: CsvTable,
  isHeader: boolean,
): unknown {
  const { sound, badLine } = checkUtf8(bytes, line);
  const records: CsvRecord[] = [];
  try {
    scanCsv(scanOf(sound, path, table.delimiter, line, badLine === undefined), records);
  } catch (error) {
    return error;
  }
  if (badLine !== undefined) return notUtf8(path, badLine);
  return isHeader ? headerChanged(path, line) : checkWidth(records, path, table).problem;
}

/** Without a kernel: for delimiters beyond ASCII and records that are too long for one. */
export async function* readCsvExactly(
  feed: ByteFeed,
  path: string,
  table: CsvTable,
  firstLine: number,
): AsyncGenerator<SourceRows> {
  const format = { origin: path, delimiter: table.delimiter };
  let below = firstLine > 1;
  for await (const group of readCsvRecords(chunksOf(feed), format, firstLine)) {
    const [first] = group;
    if (!below && first && !isSame(first.cells, table.header))
      throw headerChanged(path, first.line);
    const { rows, problem } = checkWidth(below ? group : group.slice(1), path, table);
    below = true;
    yield rows;
    if (problem) throw problem;
  }
}

function isSame(cells: readonly (string | null)[], header: readonly string[]): boolean {
  return cells.length === header.length && cells.every((cell, index) => cell === header[index]);
}

function headerChanged(path: string, line: number): DataError {
  return new DataError(path, line, 'the header has changed since the file was opened - run again');
}

/** The rows up to the first that has not as many cells as the header. */
function checkWidth(
  records: readonly CsvRecord[],
  path: string,
  { header, delimiter }: CsvTable,
): CheckedRows {
  const rows: (readonly (string | null)[])[] = [];
  for (const { line, cells } of records) {
    if (cells.length === header.length) rows.push(cells);
    else if (cells.length !== 1 || cells[0] !== null) {
      const problem = `this row has ${cells.length} cells, but the header names ${header.length} columns - quote cells that hold ${JSON.stringify(delimiter)} or a line break`;
      return { rows, problem: new DataError(path, line, problem) };
    }
  }
  return { rows, problem: undefined };
}
