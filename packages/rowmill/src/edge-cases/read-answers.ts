import { DataError } from '@rowmill/core';
import type { CaseLabel } from '@rowmill/core/engine';
import { z } from 'zod';
import { readCsvRows } from '../validation/csv-rows.ts';
import { detectFormat } from '../validation/file-format.ts';
import { readNdjsonRows } from '../validation/json-rows.ts';
import type { ReadItem } from '../validation/read-item.ts';
import { decodeText, readChunks } from '../validation/text-chunks.ts';

/** What the system under test said of a row. */
export interface CaseAnswer {
  readonly id: string;
  readonly accepted: boolean;
  /** In its own words. */
  readonly error?: string;
}

const LABEL = z.object({
  id: z.string().min(1),
  table: z.string(),
  row: z.coerce.number().int().min(1),
  column: z.string(),
  case: z.string(),
  rule: z.string(),
  verdict: z.enum(['valid', 'invalid']),
});

/** CSV has no truth values. */
const TRUTH = z.union([
  z.boolean(),
  z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }),
]);

const ANSWER = z.object({
  id: z.string().min(1),
  accepted: TRUTH,
  error: z.string().nullish(),
});

const MOST_PROBLEMS = 10;

/**
 * Reads what a system said of rows: `id`, `accepted`, and `error` if it gave one.
 *
 * @param file NDJSON or CSV
 * @throws DataError with the first lines that are no answers; SourceError when the file cannot be read.
 */
export async function readAnswers(file: string): Promise<CaseAnswer[]> {
  const rows = await readAll(
    file,
    ANSWER,
    'id, accepted (true or false), and error if there is one',
  );
  return rows.map(({ id, accepted, error }) => ({
    id,
    accepted,
    ...(error === undefined || error === null || error === '' ? {} : { error }),
  }));
}

/**
 * Reads labels as a run or `rowmill edge-cases export` writes them.
 *
 * @throws DataError with the first lines that are no labels; SourceError when the file cannot be read.
 */
export const readLabels = (file: string): Promise<CaseLabel[]> =>
  readAll(file, LABEL, 'id, table, row, column, case, rule and verdict');

async function readAll<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  wanted: string,
): Promise<z.output<Schema>[]> {
  const found: z.output<Schema>[] = [];
  const problems: string[] = [];
  for await (const item of itemsOf(file)) {
    const parsed = item.kind === 'row' ? schema.safeParse(item.value) : undefined;
    if (parsed?.success) found.push(parsed.data);
    else problems.push(problemOf(item, wanted));
    if (problems.length === MOST_PROBLEMS) break;
  }
  if (problems.length > 0) throw new DataError(file, undefined, problems.join('\n'));
  return found;
}

function problemOf(item: ReadItem, wanted: string): string {
  const line = item.line === undefined ? '' : `line ${item.line}: `;
  return `${line}${item.kind === 'broken' ? item.problem : `expected ${wanted}`}`;
}

function itemsOf(file: string): AsyncIterable<ReadItem> {
  const format = detectFormat(file);
  if (format === 'ndjson') return readNdjsonRows(readChunks(file));
  if (format === 'csv') return readCsvRows(decodeText(readChunks(file), file), new Map());
  throw new DataError(file, undefined, `is ${format} - expected .ndjson or .csv`);
}
