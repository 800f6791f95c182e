import { DataError } from '@rowmill/core';
import { type CsvRecord, type CsvScan, scanCsv } from './csv-scan.ts';
import { type CheckedChunk, createUtf8Check } from './utf8-check.ts';

/** Characters that a record may have. A missing quote makes one record of all that follows. */
const RECORD_CHARACTERS = 16 * 1024 * 1024;

export interface CsvFormat {
  /** Name of the file, for errors. */
  readonly origin: string;
  /** One UTF-16 unit: neither a quote nor part of a line break. */
  readonly delimiter: string;
}

/**
 * Reads CSV (RFC 4180, UTF-8) into records, header included, a group for each chunk. A byte order mark is skipped.
 *
 * Memory: a chunk and the longest record.
 *
 * @param firstLine number of the line that the chunks start with
 * @throws DataError naming the line, after every record before it, when a quote is broken, a record has more
 * than 16 Mi characters or a line is not UTF-8. The message never holds a value.
 */
export async function* readCsvRecords(
  chunks: AsyncIterable<Buffer>,
  format: CsvFormat,
  firstLine = 1,
): AsyncGenerator<readonly CsvRecord[]> {
  const reader = createReader(format, firstLine);
  const utf8 = createUtf8Check(firstLine);
  for await (const chunk of chunks) yield* readChunk(reader, utf8.add(chunk), format);
  yield* readChunk(reader, utf8.end(), format);
  yield* flush(reader.add('', true));
}

function* readChunk(
  reader: Reader,
  { sound, badLine }: CheckedChunk,
  { origin }: CsvFormat,
): Generator<readonly CsvRecord[]> {
  yield* flush(reader.add(sound.toString('utf8'), false));
  if (badLine === undefined) return;
  // A line break may still wait for its second half. That a quote is open here is not the file's fault.
  const { records } = reader.add('', true);
  yield* flush({ records, problem: { error: notUtf8(origin, badLine) } });
}

export function notUtf8(origin: string, line: number): DataError {
  return new DataError(origin, line, 'this line is not UTF-8 - save the file as UTF-8');
}

function* flush({ records, problem }: Outcome): Generator<readonly CsvRecord[]> {
  if (records.length > 0) yield records;
  if (problem) throw problem.error;
}

interface Outcome {
  readonly records: readonly CsvRecord[];
  readonly problem: { readonly error: unknown } | undefined;
}

interface Reader {
  /** The records that the text completes, up to the first problem. */
  add(text: string, isLast: boolean): Outcome;
}

function createReader({ origin, delimiter }: CsvFormat, firstLine: number): Reader {
  let rest = '';
  let line = firstLine;
  let isFirst = firstLine === 1;
  return {
    add(chunk, isLast) {
      const fresh = isFirst ? chunk.replace(/^\ufeff/, '') : chunk;
      isFirst &&= chunk === '';
      const text = rest + fresh;
      const scan = { origin, delimiter: delimiter.charCodeAt(0), text, isLast, at: 0, line };
      const outcome = scanAll(scan);
      rest = text.slice(scan.at);
      line = scan.line;
      return outcome;
    },
  };
}

function scanAll(scan: CsvScan): Outcome {
  const records: CsvRecord[] = [];
  try {
    scanCsv(scan, records);
    checkLength(scan);
  } catch (error) {
    return { records, problem: { error } };
  }
  return { records, problem: undefined };
}

function checkLength({ origin, line, text, at }: CsvScan): void {
  if (text.length - at <= RECORD_CHARACTERS) return;
  const problem = `this row has more than ${RECORD_CHARACTERS} characters - a quote is probably not closed`;
  throw new DataError(origin, line, problem);
}
