import { z } from 'zod';
import type {
  ColumnProfile,
  DatasetProfile,
  ExpectedColumn,
  HistogramProfile,
  LengthProfile,
  ProfileValue,
  RangeProfile,
  TableProfile,
  ValueProfile,
  ValuesProfile,
} from '../../profile/dataset-profile.ts';
import { count, figure, flag, list, maybe, members, share, text } from './described.ts';

const VALUE_KINDS = [
  'string',
  'integer',
  'bigint',
  'float',
  'decimal',
  'boolean',
  'uuid',
  'timestamp',
  'date',
  'json',
] as const;

const value = (about: string): z.ZodType<ProfileValue> =>
  z.union([z.number(), z.string()]).describe(about);

const RANGE = members<RangeProfile>(
  'Range of numbers, instants and days. Guarded columns have rounded quantiles in place of limits.',
  {
    min: value('Smallest value.'),
    max: value('Largest value.'),
    mean: maybe(value('Mean.')),
    quartiles: z
      .tuple([value('First quartile.'), value('Median.'), value('Third quartile.')])
      .describe('Estimated by t-digest.'),
  },
);

const LENGTHS = members<LengthProfile>('Lengths of texts, in Unicode code points.', {
  min: count('Shortest.'),
  max: count('Longest.'),
  mean: figure('Mean.'),
});

const VALUE = members<ValueProfile>('A value that occurs often.', {
  value: text('The value; of guarded columns a token.'),
  rows: count('Rows that have it.'),
  expected: maybe(share('Share of the cells with a value that the request declares.')),
});

const VALUES = members<ValuesProfile>('Values that occur often.', {
  entries: list('The most frequent first.', VALUE),
  otherRows: maybe(count('Rows with other values.')),
});

const HISTOGRAM = members<HistogramProfile>('Rows by value.', {
  unit: z.enum(['number', 'time']).describe('Times are in milliseconds since 1970.'),
  edges: list('Bins have their lower edge, not their upper.', z.number()),
  rows: list('Rows of each bin.', z.number()),
  below: count('Rows below the first edge.'),
  above: count('Rows above the last edge.'),
  expected: maybe(list('Share that the request declares for each bin.', z.number())),
});

const EXPECTED = members<ExpectedColumn>('What the request declares of a column.', {
  nullShare: share('Share of null cells.'),
  distribution: maybe(text('Name of the distribution.')),
  min: maybe(value('Smallest value.')),
  max: maybe(value('Largest value.')),
});

const COLUMN = members<ColumnProfile>('A column in figures.', {
  name: text('Its name.'),
  type: z.enum(VALUE_KINDS).describe('Type of its values.'),
  nulls: count('Null cells.'),
  nullsOf: count('Rows among which nulls were counted.'),
  distinct: count('Distinct values.'),
  estimated: flag('Whether their number is an estimate.'),
  guarded: flag(
    'Whether values come from a masked source: no figure stands for fewer than ten rows.',
  ),
  range: maybe(RANGE),
  lengths: maybe(LENGTHS),
  values: maybe(VALUES),
  histogram: maybe(HISTOGRAM),
  expected: maybe(EXPECTED),
});

const TABLE = members<TableProfile>('A table in figures.', {
  name: text('Its name.'),
  rows: count('Rows.'),
  profiledRows: count('Rows that were looked at.'),
  parts: count('Parts.'),
  profiledParts: count('Parts that were looked at.'),
  columns: list('Its columns.', COLUMN),
});

export const PROFILE = members<DatasetProfile>('What the columns of a dataset hold, in figures.', {
  version: z.literal(1).describe('Rises when a reader of the older form would misread the newer.'),
  datasetId: text('Name of the dataset.'),
  tables: list('Its tables.', TABLE),
  seconds: figure('How long it took.'),
  problem: maybe(text('Why there is none.')),
});
