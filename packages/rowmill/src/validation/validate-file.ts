import { DataError } from '@rowmill/core';
import type { RowFailure } from '@rowmill/core/engine';
import type { RowValidator } from '@rowmill/core/json-schema';
import { columnTypesOf } from './column-types.ts';
import { readUncheckedCsv } from './csv-batches.ts';
import { detectFormat, type FileFormat } from './file-format.ts';
import { readJsonRows } from './json-rows.ts';
import { loadSchema, validatorOf } from './load-schema.ts';
import { readUncheckedNdjson } from './ndjson-batches.ts';
import { readParquetRows } from './parquet-rows.ts';
import type { PassedRows, ReadItem } from './read-item.ts';
import { decodeText, readChunks } from './text-chunks.ts';

/** One thing wrong with a file. */
export interface FileFailure {
  readonly file: string;
  /** Line the row starts on, from 1; absent in formats without lines. */
  readonly line?: number;
  /** From 1; absent when the fault is not in a row. */
  readonly row?: number;
  /** `check`: the row breaks the schema. `data`: the file cannot be read there. */
  readonly kind: 'check' | 'data';
  /** The schema keyword that failed; `readable` for data that cannot be read. */
  readonly rule: string;
  /** JSON pointer (RFC 6901) into the row; empty for the row as a whole. */
  readonly column: string;
  readonly message: string;
}

export interface FileValidation {
  readonly format: FileFormat;
  readonly rows: number;
  readonly failingRows: number;
  readonly failureCount: number;
  /** The first failures, at most `limit`. */
  readonly failures: readonly FileFailure[];
  readonly failuresByRule: Readonly<Record<string, number>>;
}

export interface ValidateFileOptions {
  readonly file: string;
  readonly schemaFile: string;
  /** Told by the file's name when absent. */
  readonly format?: FileFormat;
  /** Cell separator of CSV. */
  readonly delimiter?: string;
  /** Gets every failure as it is found; reading waits for it. */
  readonly onFailure?: (failure: FileFailure) => void | Promise<void>;
  /** Most failures kept in the result. */
  readonly limit?: number;
  /** Let messages quote cells. */
  readonly showValues?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Checks each row of a file against a JSON Schema, in bounded memory.
 *
 * What cannot be read counts as a failure of its own, and the rest is checked where the format allows it.
 *
 * @throws {@link SourceError} when a file cannot be opened.
 * @throws {@link SchemaError} when the schema cannot be used.
 * @throws {@link DataError} when the format cannot be told.
 */
export async function validateFile({
  file,
  schemaFile,
  format = detectFormat(file),
  delimiter = ',',
  onFailure = () => undefined,
  limit = 100,
  showValues = false,
  signal,
}: ValidateFileOptions): Promise<FileValidation> {
  const set = await loadSchema(schemaFile);
  const validate = validatorOf(set, { origin: schemaFile, showValues });
  const columnTypes = columnTypesOf(set);
  const schema = set.schemas.get(set.uri);
  const items = openItems({ file, format, delimiter, columnTypes, schema, signal });
  const tally = createTally(limit);
  for await (const item of withDataErrors(items, file)) {
    signal?.throwIfAborted();
    if (item.kind === 'passed') {
      tally.addPassed(item.rows);
      continue;
    }
    const failures = failuresOf(item, validate, file);
    tally.add(item, failures);
    for (const failure of failures) await onFailure(failure);
  }
  return { format, ...tally.finish() };
}

interface OpenOptions {
  readonly file: string;
  readonly format: FileFormat;
  readonly delimiter: string;
  readonly columnTypes: ReturnType<typeof columnTypesOf>;
  readonly schema: unknown;
  readonly signal: AbortSignal | undefined;
}

function openItems({
  file,
  format,
  delimiter,
  columnTypes,
  schema,
  signal,
}: OpenOptions): AsyncIterable<ReadItem | PassedRows> {
  const chunks = () => readChunks(file, signal);
  switch (format) {
    case 'csv':
      return readUncheckedCsv({ file, delimiter, schema, columnTypes, signal });
    case 'ndjson':
      return readUncheckedNdjson({ file, schema, signal });
    case 'json':
      return readJsonRows(decodeText(chunks(), file));
    case 'parquet':
      return readParquetRows(file, columnTypes);
  }
}

/** A file that breaks off is a finding, like a row that cannot be read. */
async function* withDataErrors(
  items: AsyncIterable<ReadItem | PassedRows>,
  file: string,
): AsyncGenerator<ReadItem | PassedRows> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const problem = error.message.replace(`${file}  `, '');
    yield { kind: 'broken', problem, ...(error.line === undefined ? {} : { line: error.line }) };
  }
}

function failuresOf(item: ReadItem, validate: RowValidator, file: string): FileFailure[] {
  const place = {
    file,
    ...(item.line === undefined ? {} : { line: item.line }),
    ...(item.row === undefined ? {} : { row: item.row }),
  };
  if (item.kind === 'broken') {
    return [{ ...place, kind: 'data', rule: 'readable', column: '', message: item.problem }];
  }
  return runValidator(validate, item.value).map(({ rule, column, message }) => ({
    ...place,
    kind: 'check',
    rule,
    column,
    message,
  }));
}

/** A recursive schema follows a row as deep as it goes, which may be deeper than the stack. */
function runValidator(
  validate: RowValidator,
  value: unknown,
): readonly Pick<RowFailure, 'rule' | 'column' | 'message'>[] {
  try {
    return validate(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ rule: 'nesting', column: '', message: 'is nested too deeply to be checked' }];
  }
}

function createTally(limit: number) {
  let rows = 0;
  let failingRows = 0;
  let failureCount = 0;
  const failures: FileFailure[] = [];
  const byRule = new Map<string, number>();
  return {
    addPassed(count: number): void {
      rows += count;
    },
    add(item: ReadItem, found: readonly FileFailure[]): void {
      if (item.row !== undefined) rows += 1;
      if (item.row !== undefined && found.length > 0) failingRows += 1;
      failureCount += found.length;
      for (const failure of found) {
        if (failures.length < limit) failures.push(failure);
        byRule.set(failure.rule, (byRule.get(failure.rule) ?? 0) + 1);
      }
    },
    finish() {
      const failuresByRule = Object.fromEntries([...byRule].sort(([a], [b]) => (a < b ? -1 : 1)));
      return { rows, failingRows, failureCount, failures, failuresByRule };
    },
  };
}
