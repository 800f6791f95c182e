import { SourceError } from '../errors.ts';
import { inBatches } from './batches.ts';
import { digestFile, readFileBytes } from './file-bytes.ts';
import { readElements } from './json-elements.ts';
import { sampleColumns } from './json-sample.ts';
import { readObjectRows } from './ndjson-table.ts';
import { SOURCE_BATCH_ROWS, type Source } from './source.ts';

export interface JsonSourceOptions {
  readonly path: string;
  /** Where the array of rows is: `$` unless given, or names behind it as in `$.data.customers`. */
  readonly rows?: string;
}

/**
 * Opens a JSON document (UTF-8) with an array of objects as a source. A `.gz` file is decompressed. Columns and cells are
 * those of {@link openNdjsonSource}; what lies outside of the array is passed over.
 *
 * @throws SourceError when the file cannot be read.
 * @throws DataError when there is no such array or it has no rows; and, after the rows before it, for an element that is
 * no object, a key that no sampled row had, or a document that ends early.
 */
export async function openJsonSource({ path, rows: at = '$' }: JsonSourceOptions): Promise<Source> {
  const source = `json ${path}`;
  const closing = new AbortController();
  const elements = (signal: AbortSignal) =>
    readElements(readFileBytes({ path, source, signal }), path, at);
  const columns = await sampleColumns(elements(closing.signal), path);
  return {
    describe: () => source,
    columns,
    rows(signal) {
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return inBatches(readObjectRows(elements(either), path, columns), SOURCE_BATCH_ROWS);
    },
    digest: () => digestFile({ path, source, signal: closing.signal }),
    async close() {
      closing.abort(new SourceError(source, 'the source was closed while it was read'));
    },
  };
}
