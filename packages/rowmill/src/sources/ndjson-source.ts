import { DataError, type ValueType } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { inBatches } from './batches.ts';
import { readFileBytes } from './file-bytes.ts';
import { type JsonField, readString } from './ndjson-fields.ts';
import { readLines } from './ndjson-lines.ts';
import { type NdjsonObject, type NdjsonObjects, readObjects } from './ndjson-objects.ts';
import { SOURCE_BATCH_ROWS, type Source, type SourceColumn, type SourceRows } from './source.ts';

/** Rows whose keys make the columns. */
const SAMPLE_ROWS = 10_000;

/** Longest piece of a key that a message shows. */
const SHOWN_KEY = 60;

export interface NdjsonSourceOptions {
  readonly path: string;
}

type Cell = string | null;

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
  const groups = (signal: AbortSignal) => readGroups(path, source, signal);
  const columns = await sampleColumns(groups(closing.signal), path);
  return {
    describe: () => source,
    columns,
    rows: (signal) =>
      inBatches(
        readRows(
          groups(signal ? AbortSignal.any([signal, closing.signal]) : closing.signal),
          columns,
          path,
        ),
        SOURCE_BATCH_ROWS,
      ),
    async close() {
      closing.abort(new SourceError(source, 'the source was closed while it was read'));
    },
  };
}

async function* readGroups(
  path: string,
  source: string,
  signal: AbortSignal,
): AsyncGenerator<NdjsonObjects> {
  for await (const lines of readLines(readFileBytes({ path, source, signal }), path)) {
    yield readObjects(lines, path);
  }
}

/** What the sample has shown of a column. */
interface Sample {
  /** A value that is neither null nor nested has been seen. */
  hasScalars: boolean;
  hasNested: boolean;
}

/** A bad line within the sample is no obstacle: reading stops at it, after the rows before. */
async function sampleColumns(
  groups: AsyncIterable<NdjsonObjects>,
  path: string,
): Promise<readonly SourceColumn[]> {
  const samples = new Map<string, Sample>();
  let rows = 0;
  for await (const { objects, problem } of groups) {
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

async function* readRows(
  groups: AsyncIterable<NdjsonObjects>,
  columns: readonly SourceColumn[],
  path: string,
): AsyncGenerator<SourceRows> {
  const places = new Map(
    columns.map(({ name, type }, index) => [name, { index, isJson: type?.kind === 'json' }]),
  );
  for await (const { objects, problem } of groups) {
    const rows: (readonly Cell[])[] = [];
    for (const object of objects) {
      const row = makeRow(object, places);
      if (typeof row === 'string') {
        yield rows;
        throw new DataError(path, object.line, row);
      }
      rows.push(row);
    }
    yield rows;
    if (problem) throw problem;
  }
}

/** Where a key goes. */
interface Place {
  readonly index: number;
  readonly isJson: boolean;
}

/** The cells of a row, or what is wrong with it. */
function makeRow(
  { fields }: NdjsonObject,
  places: ReadonlyMap<string, Place>,
): readonly Cell[] | string {
  const row: (Cell | undefined)[] = new Array<undefined>(places.size).fill(undefined);
  for (const { name, json } of fields) {
    const place = places.get(name);
    if (!place) return unknownKey(name);
    if (row[place.index] !== undefined)
      return `key ${shown(name)} stands twice in this row - remove one`;
    const cell = cellOf(json, place.isJson);
    if (cell !== null && /\p{Surrogate}/u.test(cell)) {
      return `the value of ${shown(name)} holds half a character (a lone \\u escape of a surrogate) - it cannot be written as UTF-8`;
    }
    row[place.index] = cell;
  }
  return row.map((cell) => cell ?? null);
}

function cellOf(json: string, isJson: boolean): Cell {
  if (json === 'null') return null;
  return json.startsWith('"') && !isJson ? readString(json) : json;
}

function unknownKey(name: string): string {
  return `key ${shown(name)} is in none of the first ${SAMPLE_ROWS} rows, so nothing decides how it is masked - move this row up among them and give the key a masking rule, or remove the key`;
}

function shown(name: string): string {
  return JSON.stringify(name.length > SHOWN_KEY ? `${name.slice(0, SHOWN_KEY)}…` : name);
}
