import { z } from 'zod';
import { byKind, filePath, postgresUrl, text } from './schema-parts.ts';
import type { SourceRequest } from './types.ts';

const FILES = 'relative to the request, or s3://bucket/key; a folder or * for all files of a table';
const ZIPPED = `File, ${FILES}; .gz is decompressed.`;

const CSV = z
  .strictObject({
    kind: z.literal('csv'),
    path: filePath(ZIPPED),
    delimiter: z
      .string()
      .regex(/^[^"\r\n]$/, 'expected one character that is neither a quote nor a line end')
      .default(',')
      .describe('Character between cells.'),
  })
  .describe('CSV file with a header line (RFC 4180).');

const NDJSON = z
  .strictObject({ kind: z.literal('ndjson'), path: filePath(ZIPPED) })
  .describe('File with one JSON object per line.');

const JSON_SOURCE = z
  .strictObject({
    kind: z.literal('json'),
    path: filePath(ZIPPED),
    rows: z
      .string()
      .regex(/^\$(\.[A-Za-z_][\w-]*)*$/, 'expected $ or names behind it, such as $.data.customers')
      .default('$')
      .describe('Where the array of rows is, such as $.data.customers.'),
  })
  .describe('JSON document with an array of objects.');

const PARQUET = z
  .strictObject({ kind: z.literal('parquet'), path: filePath(`File, ${FILES}.`) })
  .describe('Parquet file.');

const POSTGRES = z
  .strictObject({
    kind: z.literal('postgres'),
    url: postgresUrl('Server and database, best by reference: env:NAME or file:path.'),
    table: text('Table, with or without its schema: customer, public.customer.'),
    schema: text('Schema, where the table does not name it. Default: public.').optional(),
  })
  .describe('Table of a PostgreSQL database.')
  .transform(({ kind, url, table, schema }) => {
    const dot = schema === undefined ? table.indexOf('.') : -1;
    if (dot < 0) return { kind, url, schema: schema ?? 'public', table };
    return { kind, url, schema: table.slice(0, dot), table: table.slice(dot + 1) };
  });

const MYSQL = z
  .strictObject({
    kind: z.literal('mysql'),
    url: z
      .string()
      .regex(
        /^(env:[A-Za-z_]\w*|file:.+|(mysql|mariadb):\/\/.+)$/,
        'expected env:NAME, file:path or mysql://user@host/database',
      )
      .describe('Server and database, best by reference: env:NAME or file:path.'),
    table: text('Table or view.'),
    schema: text('Database, where it is not the one of the URL.').optional(),
  })
  .describe('Table of a MySQL or MariaDB database.')
  .transform(({ schema, ...rest }) => ({ ...rest, ...(schema === undefined ? {} : { schema }) }));

/** Where the rows of a masked table are read. */
export const source: z.ZodType<SourceRequest, unknown> = byKind<SourceRequest>('source', {
  csv: CSV,
  ndjson: NDJSON,
  json: JSON_SOURCE,
  parquet: PARQUET,
  mysql: MYSQL,
  postgres: POSTGRES,
});
