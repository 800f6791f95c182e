import type { CsvOptions } from '@rowmill/core/kernels';
import type { FormatChoice, FormatName } from '../workers/jobs.ts';
import { UsageError } from './usage-error.ts';

/** Options that choose how rows are written. */
export interface FormatOptions {
  readonly format?: FormatName;
  readonly gzip?: boolean;
  readonly csvDelimiter?: ',' | ';' | 'tab' | '|';
  readonly csvFormulas?: 'keep' | 'escape';
}

/** @throws UsageError for options that the format does not have. */
export function formatChoice(options: FormatOptions): FormatChoice {
  const { format = 'ndjson', gzip = false } = options;
  if (format === 'csv') return { name: format, gzip, csv: csvOptions(options) };
  const csvOnly = [
    ...(options.csvDelimiter === undefined ? [] : ['--csv-delimiter']),
    ...(options.csvFormulas === undefined ? [] : ['--csv-formulas']),
  ];
  if (csvOnly[0] !== undefined) {
    throw new UsageError(
      `${csvOnly[0]} is about CSV, but the format is ${format} - add --format csv`,
    );
  }
  if (gzip && format === 'parquet') {
    throw new UsageError('Parquet files are compressed inside - leave out --gzip');
  }
  return { name: format, gzip };
}

function csvOptions({ csvDelimiter = ',', csvFormulas = 'keep' }: FormatOptions): CsvOptions {
  return { delimiter: csvDelimiter === 'tab' ? '\t' : csvDelimiter, formulas: csvFormulas };
}
