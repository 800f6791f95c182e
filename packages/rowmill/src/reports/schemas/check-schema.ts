import { z } from 'zod';
import type {
  CheckDistribution,
  CheckExample,
  CheckPlace,
  CheckResult,
  Waiver,
} from '../../validation/check-result.ts';
import { count, figure, flag, list, mapOf, maybe, members, share, text } from './described.ts';

export const CHECK_EXAMPLE = members<CheckExample>(
  'A failing row of a check. Values of hidden columns stand as tokens: # and 12 hexadecimal digits.',
  {
    key: mapOf('The key of the row; empty when its table has none.', z.unknown()),
    row: maybe(count('Number of the row in its table, from 0.')),
    rule: text('Name of the expectation, or keyword of the JSON Schema.'),
    column: text(
      'Columns at fault, separated by commas; a JSON pointer where a JSON Schema failed.',
    ),
    values: mapOf('Their values in this row.', z.unknown()),
  },
);

const WAIVER = members<Waiver>('Somebody’s word that a check may fail for a while.', {
  reason: text('Why.'),
  approver: maybe(text('Who answers for it.')),
  until: text('Last day on which it holds, such as 2026-12-31.'),
  expired: flag('Whether that day was over when the check ran: then it waives nothing.'),
});

const PLACE = members<CheckPlace>('Where in its request a check is asked for.', {
  file: text('Path of the request.'),
  line: maybe(count('Line, from 1; absent where the request is a program.')),
  column: maybe(count('Column, from 1, in UTF-16 code units.')),
});

const BIN = members<CheckDistribution['bins'][number]>('A bin, or a value.', {
  label: text('What it holds.'),
  observed: share('Share of the values that was found.'),
  expected: share('Share that was asked for.'),
});

const DISTRIBUTION = members<CheckDistribution>(
  'How the values of a column are spread, beside what was expected.',
  { bins: list('In the order of the values.', BIN) },
);

export const CHECK = members<CheckResult>('What came of one check.', {
  name: text('Name of the expectation, such as valuesAreUnique, or rowsMatchJsonSchema.'),
  title: maybe(text('What the request calls it.')),
  table: text('Table that it is about.'),
  columns: list('Columns that it is about; empty when it is about the whole table.', z.string()),
  passed: flag('Whether what it expects holds; failing rows that are tolerated let it pass.'),
  severity: maybe(
    z
      .enum(['error', 'warning', 'info'])
      .describe('error unless given; only errors stop a delivery.'),
  ),
  waiver: maybe(WAIVER),
  observed: maybe(text('What was found.')),
  expected: maybe(text('What was asked for.')),
  distribution: maybe(DISTRIBUTION),
  checkedRows: count('Rows that were checked.'),
  failingRows: count('Exact; of a row count the rows missing or too many.'),
  problem: maybe(text('What is wrong, in one sentence; absent when the check passed.')),
  examples: list('The first failing rows, in their order.', CHECK_EXAMPLE),
  failuresFile: maybe(text('File with all failing rows, relative to the report.')),
  reproduce: maybe(text('Command that shows the first failing row.')),
  seconds: figure('How long it took.'),
  place: maybe(PLACE),
});
