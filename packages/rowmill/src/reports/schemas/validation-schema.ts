import { z } from 'zod';
import type { FailureGroup } from '../../validation/failure-tally.ts';
import type { FileFailure } from '../../validation/file-failure.ts';
import type { ValidatedFile, ValidationReport } from '../validation/validation-report.ts';
import { count, figure, list, mapOf, maybe, members, text } from './described.ts';

export const FILE_FAILURE = members<FileFailure>('One thing wrong with a file.', {
  file: text('The file.'),
  line: maybe(count('Line that the row starts on, from 1; absent in formats without lines.')),
  row: maybe(count('Number of the row, from 1; absent when the fault is not in a row.')),
  key: maybe(mapOf('Values of the columns that were asked for as a key.', z.unknown())),
  kind: z
    .enum(['check', 'data'])
    .describe('check: the row breaks the schema. data: the file cannot be read there.'),
  rule: text('Keyword of the schema; readable for data that cannot be read.'),
  column: text('JSON pointer (RFC 6901) into the row; empty for the row as a whole.'),
  schemaPath: maybe(text('Where the rule stands in the schema.')),
  message: text('What is wrong. Quotes no cell unless that was asked for.'),
  reproduce: maybe(text('Command that checks this row alone.')),
});

const byRule = mapOf('Failures by rule.', count('How many.'));

const FILE = members<ValidatedFile>('A file that was checked.', {
  file: text('Its path.'),
  format: z.enum(['csv', 'ndjson', 'json', 'parquet']).describe('How it is written.'),
  rows: count('Rows that could be read.'),
  failingRows: count('Rows with a failure.'),
  failureCount: count('Failures; a row may have several.'),
  failuresByRule: byRule,
});

const GROUP = members<FailureGroup>('Failures of one rule in one column.', {
  rule: text('Keyword of the schema.'),
  column: text('JSON pointer into the row, with * for numbers of array items.'),
  schemaPath: maybe(text('Where the rule stands in the schema.')),
  count: count('How many.'),
  first: list('The first of them.', FILE_FAILURE),
});

export const VALIDATION = members<ValidationReport>(
  'What files came to that were held against a JSON Schema.',
  {
    version: z
      .literal(1)
      .describe('Rises when a reader of the older form would misread the newer.'),
    rowmillVersion: text('Version of rowmill that checked them.'),
    started: text('When it began, RFC 3339, UTC.'),
    seconds: figure('How long it took.'),
    schema: text('File of the JSON Schema.'),
    outcome: z.enum(['passed', 'failed']).describe('What it came to.'),
    files: list('The files.', FILE),
    rows: count('Rows of all files.'),
    failingRows: count('Rows with a failure.'),
    failureCount: count('Failures of all files.'),
    failuresByRule: byRule,
    failures: list('The first failures, at most 5,000.', FILE_FAILURE),
    groups: list('Failures by rule and column, the most frequent first.', GROUP),
    failuresFile: maybe(text('File with all failures, where one was asked for.')),
  },
);
