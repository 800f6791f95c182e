import { join } from 'node:path';
import type { TableShape, ValueType } from '@rowmill/core';
import { SourceError } from '../errors.ts';
import { sourcePaths } from '../sources/source-paths.ts';
import { detectFormat, type FileFormat } from './file-format.ts';
import type { Database } from './open-duckdb.ts';
import { quoteName, quoteText } from './sql-names.ts';

/** Files that make one table, all of one format. */
export interface NamedFiles {
  readonly table: string;
  /** A file, a folder, or a pattern with `*`. */
  readonly path: string;
  /** Where the names of the files do not tell. */
  readonly format?: FileFormat;
  /** Between the cells of CSV. */
  readonly delimiter: string;
}

/** A table whose rows lie in Parquet files. */
export interface FileTable {
  readonly shape: TableShape;
  readonly files: readonly string[];
}

/**
 * Finds out what columns files have. Other files than Parquet are brought into that form first, in the order of their
 * rows and in bounded memory, so that every check reads them in one way.
 *
 * @param scratch folder for what is brought into another form
 * @throws {@link SourceError} when there are no such files, or they cannot be read as what they are.
 */
export async function openFileTable(
  named: NamedFiles,
  { database, scratch }: { readonly database: Database; readonly scratch: string },
): Promise<FileTable> {
  const { table, path, format } = named;
  const found = await sourcePaths(path, 'file');
  const [kind, ...others] = new Set(found.map((file) => format ?? detectFormat(file)));
  if (kind === undefined || others.length > 0) {
    throw new SourceError(path, 'has files of several formats: name one table for each');
  }
  const files =
    kind === 'parquet'
      ? found
      : [await toParquet(found, { ...named, format: kind }, { database, scratch })];
  const list = listOf(files);
  const described = await reading(path, kind, () =>
    database.query(`DESCRIBE SELECT * FROM read_parquet(${list})`),
  );
  const columns = described.map(([name, type]) => ({
    name: String(name),
    type: valueTypeOf(String(type)),
    nullable: true,
  }));
  return { shape: { name: table, columns, key: [], unique: [], references: [] }, files };
}

async function toParquet(
  files: readonly string[],
  { table, path, format, delimiter }: Required<NamedFiles>,
  { database, scratch }: { readonly database: Database; readonly scratch: string },
): Promise<string> {
  const target = join(scratch, `${encodeURIComponent(table)}.parquet`);
  // Rows are numbered as they stand in the files.
  await database.query('SET preserve_insertion_order = true');
  await reading(path, format, async () =>
    database.query(
      `COPY (SELECT * FROM ${await exactReader(files, { format, delimiter }, database)}) TO ${quoteText(target)} (FORMAT parquet)`,
    ),
  );
  return target;
}

/** Whole numbers of more than 64 bits would be read as floats, in which some of them are equal. */
async function exactReader(
  files: readonly string[],
  { format, delimiter }: { readonly format: FileFormat; readonly delimiter: string },
  database: Database,
): Promise<string> {
  const plain = reader(files, format, delimiter);
  if (format !== 'csv') return plain;
  const described = await database.query(`DESCRIBE SELECT * FROM ${plain}`);
  const floats = described.flatMap(([name, type]) => (type === 'DOUBLE' ? [String(name)] : []));
  if (floats.length === 0) return plain;
  const areWhole = floats.map(
    (name) => `bool_and(regexp_matches(trim(${quoteName(name)}), '^[-+]?\\d{1,38}$'))`,
  );
  const texts = plain.replace(/\)$/, ', all_varchar = true)');
  const [row = []] = await database.query(`SELECT ${areWhole.join(', ')} FROM ${texts}`);
  const whole = floats.filter((_, index) => row[index] === true);
  if (whole.length === 0) return plain;
  const types = whole.map((name) => `${quoteText(name)}: 'DECIMAL(38, 0)'`).join(', ');
  return plain.replace(/\)$/, `, types = {${types}})`);
}

function reader(files: readonly string[], format: FileFormat, delimiter: string): string {
  const list = listOf(files);
  switch (format) {
    case 'csv':
      return `read_csv(${list}, header = true, delim = ${quoteText(delimiter)}, quote = '"', escape = '"', sample_size = -1, allow_quoted_nulls = false)`;
    case 'ndjson':
      return `read_json(${list}, format = 'newline_delimited', sample_size = -1)`;
    case 'json':
      return `read_json(${list}, format = 'array', sample_size = -1)`;
    case 'parquet':
      return `read_parquet(${list})`;
  }
}

const FORMS: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV with a header, and as many cells in every row',
  ndjson: 'NDJSON, an object on every line',
  json: 'JSON, one list of objects',
  parquet: 'Parquet',
};

function reading<Value>(
  path: string,
  format: FileFormat,
  work: () => Promise<Value>,
): Promise<Value> {
  return work().catch((cause: unknown) => {
    throw new SourceError(path, `cannot be read as ${FORMS[format]}`, { cause });
  });
}

const listOf = (files: readonly string[]): string => `[${files.map(quoteText).join(', ')}]`;

/** What cells of a type of DuckDB are. */
function valueTypeOf(type: string): ValueType {
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined) return { kind: 'decimal', scale: Number(scale) };
  if (type.startsWith('TIMESTAMP')) return { kind: 'timestamp' };
  if (/[[(]/.test(type) || type === 'JSON') return { kind: 'json' };
  return { kind: Object.hasOwn(KINDS, type) ? (KINDS[type] ?? 'string') : 'string' };
}

const KINDS: Readonly<Record<string, Exclude<ValueType['kind'], 'decimal'>>> = {
  TINYINT: 'integer',
  SMALLINT: 'integer',
  INTEGER: 'integer',
  UTINYINT: 'integer',
  USMALLINT: 'integer',
  UINTEGER: 'integer',
  BIGINT: 'bigint',
  UBIGINT: 'bigint',
  HUGEINT: 'bigint',
  FLOAT: 'float',
  DOUBLE: 'float',
  BOOLEAN: 'boolean',
  UUID: 'uuid',
  DATE: 'date',
};
