import { SourceError } from '../errors.ts';
import { inBatches } from './batches.ts';
import { digestFile, readFileBytes } from './file-bytes.ts';
import { sampleColumns } from './json-sample.ts';
import { readLines } from './ndjson-lines.ts';
import { readNdjsonTable } from './ndjson-table.ts';
import { SOURCE_BATCH_ROWS, type Source } from './source.ts';

export interface NdjsonSourceOptions {
  readonly path: string;
}

/**
 * Opens a file of one JSON object per line (UTF-8) as a source. A `.gz` file is decompressed, blank lines are skipped.
 *
 * The columns are the keys of the first 10,000 rows, in the order of their first appearance; a key that a row lacks is
 * null. Text is unescaped, numbers keep their digits as written, nested values are JSON text. A column is of type
 * `json` when every sampled value is an array or an object, and then every cell is JSON text; else it is text.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when it has no rows; and, after the rows before it, for a line that is no JSON object, holds a key
 * twice, or a key that no sampled row had: nobody has decided how to mask that one.
 */
export async function openNdjsonSource({ path }: NdjsonSourceOptions): Promise<Source> {
  const source = `ndjson ${path}`;
  const closing = new AbortController();
  const bytes = readFileBytes({ path, source, signal: closing.signal });
  const columns = await sampleColumns(readLines(bytes, path), path);
  return {
    describe: () => source,
    columns,
    rows(signal) {
      const file = {
        path,
        source,
        signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
      };
      return inBatches(readNdjsonTable(file, columns), SOURCE_BATCH_ROWS);
    },
    digest: () => digestFile({ path, source, signal: closing.signal }),
    async close() {
      closing.abort(new SourceError(source, 'the source was closed while it was read'));
    },
  };
}
