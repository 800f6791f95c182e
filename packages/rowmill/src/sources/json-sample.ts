import { DataError, type ValueType } from '@rowmill/core';
import type { JsonField } from './ndjson-fields.ts';
import type { Line } from './ndjson-lines.ts';
import { readObjects } from './ndjson-objects.ts';
import { SAMPLE_ROWS } from './ndjson-table.ts';
import type { SourceColumn } from './source.ts';

interface Settled {
  readonly lines: readonly Line[];
  readonly failure: DataError | undefined;
}

/** Turns data that cannot be read into a last group. */
async function* settled(groups: AsyncIterable<readonly Line[]>): AsyncGenerator<Settled> {
  try {
    for await (const lines of groups) yield { lines, failure: undefined };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    yield { lines: [], failure: error };
  }
}

/** What the sample has shown of a column. */
interface Sample {
  /** A value that is neither null nor nested has been seen. */
  hasScalars: boolean;
  hasNested: boolean;
}

/**
 * The columns of rows of JSON: their keys, in the order of their first appearance. A bad row within the sample is no
 * obstacle: reading stops at it, after the rows before.
 *
 * @param path of the file, for errors
 * @throws DataError when there are no keys
 */
export async function sampleColumns(
  groups: AsyncIterable<readonly Line[]>,
  path: string,
): Promise<readonly SourceColumn[]> {
  const samples = new Map<string, Sample>();
  let rows = 0;
  for await (const { lines, failure } of settled(groups)) {
    const { objects, problem = failure } = readObjects(lines, path);
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
