import { DataError } from '@rowmill/core';

export type FileFormat = 'csv' | 'ndjson' | 'json' | 'parquet';

const FORMATS: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  parquet: 'parquet',
};

/**
 * The format that a file's name promises; `.gz` behind it is no matter.
 *
 * @throws {@link DataError} when it promises none.
 */
export function detectFormat(file: string): FileFormat {
  const extension = /\.([a-z]+)(?:\.gz)?$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const format = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  if (format !== undefined) return format;
  const known = Object.keys(FORMATS)
    .map((name) => `.${name}`)
    .join(', ');
  throw new DataError(
    file,
    undefined,
    `has no ending that tells its format - name the format, or end it in ${known}`,
  );
}
