import { csvForm, json, ndjson, sql, type TextForm } from '@rowmill/core/kernels';
import type { FormatChoice } from './jobs.ts';

/** The text form of a format; Parquet has none. */
export function textForm({ name, csv }: FormatChoice): TextForm {
  switch (name) {
    case 'ndjson':
      return ndjson;
    case 'json':
      return json;
    case 'sql':
      return sql;
    case 'csv':
      return csvForm(csv);
    case 'parquet':
      throw new TypeError('Parquet is not a text form');
  }
}

/** Ending of files of a format. */
export function extensionOf({ name, gzip }: FormatChoice): string {
  return gzip === true ? `${name}.gz` : name;
}
