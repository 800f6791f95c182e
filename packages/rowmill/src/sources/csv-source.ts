import { DataError } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { inBatches } from './batches.ts';
import { readCsvRecords } from './csv-records.ts';
import type { CsvRecord } from './csv-scan.ts';
import { readCsvTable } from './csv-table.ts';
import { digestFile, readFileBytes } from './file-bytes.ts';
import { SOURCE_BATCH_ROWS, type Source } from './source.ts';

export interface CsvSourceOptions {
  readonly path: string;
  /** What stands between cells, one character; a comma unless given. */
  readonly delimiter?: string;
}

/**
 * Opens a CSV file (RFC 4180, UTF-8, first row = names of the columns) as a source. A `.gz` file is decompressed.
 *
 * Every column is text. An empty cell is null, a quoted empty one the empty string. A blank line is no row, unless
 * there is a single column: then it is a null.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when there is no usable header; and while reading, after the rows before it, for a line that is
 * not CSV or has not as many cells as the header.
 */
export async function openCsvSource({ path, delimiter = ',' }: CsvSourceOptions): Promise<Source> {
  const source = `csv ${path}`;
  if (!/^[^"\r\n]$/.test(delimiter)) {
    throw new SourceError(
      source,
      `delimiter ${JSON.stringify(delimiter)} cannot stand between cells - use one character, such as "," ";" or "\t"`,
    );
  }
  const closing = new AbortController();
  const header = await readHeader(
    readCsvRecords(readFileBytes({ path, source, signal: closing.signal }), {
      origin: path,
      delimiter,
    }),
    path,
  );
  return {
    describe: () => source,
    columns: header.map((name) => ({ name, type: { kind: 'string' }, nullable: true })),
    rows(signal) {
      const file = {
        path,
        source,
        signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
      };
      return inBatches(readCsvTable(file, { header, delimiter }), SOURCE_BATCH_ROWS);
    },
    digest: () => digestFile({ path, source, signal: closing.signal }),
    async close() {
      closing.abort(new SourceError(source, 'the source was closed while it was read'));
    },
  };
}

async function readHeader(
  records: AsyncGenerator<readonly CsvRecord[]>,
  path: string,
): Promise<readonly string[]> {
  for await (const [first] of records) {
    if (first) return checkHeader(first, path);
  }
  throw new DataError(path, 1, 'the file is empty - its first line has to name the columns');
}

function checkHeader({ line, cells }: CsvRecord, path: string): readonly string[] {
  const names = cells.map((cell) => cell ?? '');
  const problems = names.flatMap((name, index) => {
    if (name.trim() === '') return [`column ${index + 1} has no name`];
    if (names.indexOf(name) < index) return [`"${name}" names two columns`];
    return [];
  });
  if (problems.length > 0) {
    throw new DataError(
      path,
      line,
      `${problems.join(', ')} - the first line has to name every column, each differently`,
    );
  }
  return names;
}
