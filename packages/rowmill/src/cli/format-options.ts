import type { CsvOptions } from '@rowmill/core/kernels';
import { UsageError } from '../usage-error.ts';
import type { Compression, FormatChoice, FormatName } from '../workers/jobs.ts';
import { pageOptions } from '../workers/parquet-codec.ts';

/** What may stand between the cells of CSV, in words of the command line. */
export type CsvDelimiter = ',' | ';' | 'tab' | '|';

export const delimiterOf = (delimiter: CsvDelimiter): ',' | ';' | '\t' | '|' =>
  delimiter === 'tab' ? '\t' : delimiter;

/** Options that choose how rows are written. */
export interface FormatOptions {
  readonly format?: FormatName;
  readonly gzip?: boolean;
  readonly compression?: Compression;
  readonly csvDelimiter?: CsvDelimiter;
  readonly csvFormulas?: 'keep' | 'escape';
}

/**
 * @throws UsageError for options that the format does not have; CompressionError for a compression that this Node
 * does not have.
 */
export function formatChoice(options: FormatOptions): FormatChoice {
  const { format = 'ndjson', gzip = false, compression } = options;
  refuseStrangers(format, options);
  if (format === 'csv') return { name: format, gzip, csv: csvOptions(options) };
  if (compression === undefined) return { name: format, gzip };
  pageOptions(compression);
  return { name: format, gzip, compression };
}

/** Options of one format alone. */
const OWN_OPTIONS = [
  { key: 'csvDelimiter', option: '--csv-delimiter', format: 'csv', about: 'CSV' },
  { key: 'csvFormulas', option: '--csv-formulas', format: 'csv', about: 'CSV' },
  { key: 'compression', option: '--compression', format: 'parquet', about: 'Parquet' },
] as const;

function refuseStrangers(format: FormatName, options: FormatOptions): void {
  const stranger = OWN_OPTIONS.find(
    (own) => own.format !== format && options[own.key] !== undefined,
  );
  if (stranger !== undefined) {
    throw new UsageError(
      `${stranger.option} is about ${stranger.about}, but the format is ${format} - add --format ${stranger.format}`,
    );
  }
  if (options.gzip === true && format === 'parquet') {
    throw new UsageError(
      'Parquet files are compressed inside - leave out --gzip, or choose --compression gzip',
    );
  }
}

function csvOptions({ csvDelimiter = ',', csvFormulas = 'keep' }: FormatOptions): CsvOptions {
  return { delimiter: delimiterOf(csvDelimiter), formulas: csvFormulas };
}
