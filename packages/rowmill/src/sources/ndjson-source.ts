import { DataError, type ValueType } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { inBatches } from './batches.ts';
import { digestFile, readFileBytes } from './file-bytes.ts';
import type { JsonField } from './ndjson-fields.ts';
import { readLines } from './ndjson-lines.ts';
import { readObjects } from './ndjson-objects.ts';
import { readNdjsonTable, SAMPLE_ROWS } from './ndjson-table.ts';
import { SOURCE_BATCH_ROWS, type Source, type SourceColumn } from './source.ts';
import type { SourceFile } from './source-file.ts';

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
  const columns = await sampleColumns({ path, source, signal: closing.signal });
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

/** What the sample has shown of a column. */
interface Sample {
  /** A value that is neither null nor nested has been seen. */
  hasScalars: boolean;
  hasNested: boolean;
}

/** A bad line within the sample is no obstacle: reading stops at it, after the rows before. */
async function sampleColumns(file: SourceFile): Promise<readonly SourceColumn[]> {
  const { path } = file;
  const samples = new Map<string, Sample>();
  let rows = 0;
  for await (const lines of readLines(readFileBytes(file), path)) {
    const { objects, problem } = readObjects(lines, path);
    for (const { fields } of objects.slice(0, SAMPLE_ROWS - rows)) addToSample(samples, fields);
    rows += objects.length;
    if (problem && samples.size === 0) throw problem;
    if (problem || rows >= SAMPLE_ROWS) break;
  }
  if (samples.size === 0) {
    throw new DataError(
      path,
      1,
      'there are no keys in this file - its rows have to name the columns',
    );
  }
  return [...samples].map(([name, sample]) => ({ name, type: typeOf(sample), nullable: true }));
}

function addToSample(samples: Map<string, Sample>, fields: readonly JsonField[]): void {
  for (const { name, json } of fields) {
    const sample = samples.get(name) ?? { hasScalars: false, hasNested: false };
    if (isNested(json)) sample.hasNested = true;
    else if (json !== 'null') sample.hasScalars = true;
    samples.set(name, sample);
  }
}

function isNested(json: string): boolean {
  return json.startsWith('{') || json.startsWith('[');
}

function typeOf({ hasNested, hasScalars }: Sample): ValueType {
  return { kind: hasNested && !hasScalars ? 'json' : 'string' };
}
