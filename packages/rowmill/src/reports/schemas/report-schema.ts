import { z } from 'zod';
import type { CostComparison, CostReport } from '../cost-report.ts';
import type {
  EdgeCasesReport,
  EnvironmentReport,
  InvalidRowsScore,
  MaskingReport,
  RuleScore,
  RunReport,
  StageReport,
  TableReport,
  TargetReport,
  TestReport,
} from '../run-report.ts';
import { CHECK } from './check-schema.ts';
import { count, figure, list, mapOf, maybe, members, text } from './described.ts';

const STAGE = members<StageReport>('One step of the run.', {
  name: text('Its name.'),
  status: z.enum(['passed', 'failed', 'skipped', 'stopped']).describe('What it came to.'),
  startSeconds: figure('From the start of the run to its own.'),
  seconds: figure('How long it took.'),
  retries: maybe(count('Tries that failed and were followed by another.')),
  detail: text('What it did, or why it did not, in one sentence.'),
});

const TABLE = members<TableReport>('A table of the dataset.', {
  name: text('Its name.'),
  rows: count('Rows.'),
  bytes: count('Bytes in the store.'),
  rawBytes: count('Bytes that the same rows take as NDJSON.'),
  rowsPerSecond: figure('How fast it was made.'),
  origin: z.enum(['generated', 'masked']).describe('How its rows came about.'),
});

const RULE_SCORE = members<RuleScore>('How well one rule tells the rows that break it.', {
  rule: text('Keyword of JSON Schema, or name of an expectation.'),
  cases: count('Rows that break it.'),
  told: count('Those that it has reported.'),
  precision: figure('Of the rows that it has reported, the share of those that break it.'),
  recall: figure('Of the rows that break it, the share of those that it has reported.'),
});

const OTHERS = members<InvalidRowsScore['others'][number]>('A row that further rules report.', {
  id: text('Its id.'),
  rule: text('The rule that it breaks.'),
  rules: list('The others.', z.string()),
});

const SCORE = members<InvalidRowsScore>('How well checks tell rows that break one rule each.', {
  cases: count('Invalid rows.'),
  told: count('Those that the rule that they break has reported.'),
  missed: list('Ids of those that it has not.', z.string()),
  others: list('Those that further rules have reported.', OTHERS),
  rules: list('By rule.', RULE_SCORE),
});

const EDGE_CASES = members<EdgeCasesReport>('Rows that a table has on purpose.', {
  table: text('Name of the table.'),
  rows: count('Edge rows of the table, repeated ones included.'),
  cases: count('Cases of single cells, each counted once.'),
  combinationRows: count('Rows that combine values of several columns, each counted once.'),
  combinations: count('Combinations of values that these rows were made to hold.'),
  strength: count('How many columns are combined at once.'),
  dropped: count('Cases that could not be used: they break a rule of the table.'),
  without: maybe(text('Why the table has none at all.')),
  score: maybe(SCORE),
});

const MASKING = members<MaskingReport>('A masked column.', {
  table: text('Its table.'),
  column: text('Its name.'),
  strategy: text('How it was masked.'),
  masked: count('Cells that were replaced.'),
  nulls: count('Cells that were null and stayed so.'),
  keyId: maybe(text('Names the key without giving it away.')),
  keyVersion: maybe(text('Which version of the key.')),
});

const TARGET = members<TargetReport>('Where rows were delivered.', {
  describe: text('As the target calls itself; never a password.'),
  tables: list('Tables that it got.', z.string()),
  rows: count('Rows that it got.'),
  verified: maybe(
    z.enum(['content', 'checksum', 'size']).describe('How it was compared after the load.'),
  ),
  formats: maybe(mapOf('How the rows of each table were sent.', z.enum(['binary', 'text']))),
});

const ENVIRONMENT = members<EnvironmentReport>('An environment that was made for the run.', {
  name: text('Its name.'),
  targets: list('Its targets.', TARGET),
  removed: list('What clean-up removed, one line each.', z.string()),
});

const TEST = members<TestReport>('The test command.', {
  command: text('The command.'),
  exitCode: z.number().int().nullable().describe('Null when it was ended by a signal.'),
  seconds: figure('How long it took.'),
  outputTail: text('The last lines it wrote.'),
});

const USED = members<CostComparison['estimated']>('What is used of something.', {
  quantity: figure('In the unit of the item.'),
  usd: figure('US dollars.'),
});

const COST_ITEM = members<CostComparison>('One thing that is paid for.', {
  name: text('Its name.'),
  unit: text('What its quantities count.'),
  estimated: USED,
  counted: maybe(USED),
});

const COSTS = members<CostReport>('What the run was expected to cost, and what it did.', {
  place: text('Where the run was carried out.'),
  estimatedSeconds: figure('Seconds that were estimated.'),
  estimatedUsd: figure('US dollars that were estimated, of everything.'),
  countedUsd: figure('US dollars, of what was counted.'),
  estimatedOfCountedUsd: figure('US dollars that were estimated for what was counted.'),
  items: list('What is paid for.', COST_ITEM),
});

export const RUN_REPORT = members<RunReport>(
  'Everything one run of rowmill did. Holds no cell of a masked source and no secret.',
  {
    version: z
      .literal(1)
      .describe('Rises when a reader of the older form would misread the newer.'),
    name: text('Name of the request.'),
    runId: text('Name of the run.'),
    datasetId: text('Name of the dataset; empty where none was planned.'),
    seed: z.number().int().describe('Fixes what is generated.'),
    rowmillVersion: text('Version of rowmill that made it.'),
    command: text('Command line that does the same again.'),
    started: text('When it began, RFC 3339, UTC.'),
    seconds: figure('How long it took.'),
    outcome: z.enum(['passed', 'failed', 'stopped']).describe('What it came to.'),
    problem: maybe(text('Why it did not pass; absent when it did.')),
    stages: list('Its steps, in their order.', STAGE),
    tables: list('The tables of the dataset.', TABLE),
    edgeCases: maybe(list('Tables that were to have edge cases.', EDGE_CASES)),
    masking: list('Columns that were masked, or kept on purpose.', MASKING),
    checks: list('What was checked.', CHECK),
    environments: list('Environments that were made.', ENVIRONMENT),
    test: maybe(TEST),
    costs: maybe(COSTS),
  },
);
