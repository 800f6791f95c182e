import type { CheckResult } from '../validation/check-result.ts';
import { REPORT_VERSION, type RunReport } from './run-report.ts';

/** A check that passed; samples are made from it. */
export const SAMPLE_CHECK: CheckResult = {
  name: 'rowCountIsBetween',
  table: 'users',
  columns: [],
  passed: true,
  checkedRows: 100_000,
  failingRows: 0,
  examples: [],
  seconds: 0.02,
};

/** A report with something of everything in it, for tests and for looking at. */
export const SAMPLE_REPORT: RunReport = {
  version: REPORT_VERSION,
  edgeCases: [
    {
      table: 'users',
      rows: 74,
      cases: 61,
      combinationRows: 13,
      combinations: 96,
      strength: 2,
      dropped: 3,
      score: {
        cases: 12,
        told: 11,
        missed: ['users/1074'],
        others: [{ id: 'users/1080', rule: 'maxLength', rules: ['format'] }],
        rules: [
          { rule: 'format', cases: 4, told: 4, precision: 0.8, recall: 1 },
          { rule: 'maxLength', cases: 8, told: 7, precision: 1, recall: 0.875 },
        ],
      },
    },
  ],
  name: 'shop',
  runId: '2026-11-22T13-40-00-7f3a',
  datasetId: 'd-4b1f0c9a7e62d815c3f0',
  seed: 42,
  rowmillVersion: '0.1.0',
  command: 'rowmill run -f examples/shop/rowmill.yaml --seed 42',
  started: '2026-11-22T13:40:00.000Z',
  seconds: 21.4,
  outcome: 'passed',
  stages: [
    {
      name: 'Plan',
      status: 'passed',
      startSeconds: 0,
      seconds: 0.08,
      detail: '5 tables, 1,102,480 rows, 21 shards',
    },
    {
      name: 'Build shards',
      status: 'passed',
      startSeconds: 0.08,
      seconds: 3.9,
      detail: 'generated, masked, checked row by row and stored by 2 workers',
    },
    {
      name: 'Validate dataset',
      status: 'passed',
      startSeconds: 3.98,
      seconds: 0.84,
      detail: '6 checks',
    },
    { name: 'Quality gate', status: 'passed', startSeconds: 4.82, seconds: 0.001, detail: '' },
    {
      name: 'Provision',
      status: 'passed',
      startSeconds: 4.83,
      seconds: 2.1,
      detail: 'postgres 127.0.0.1:41233/rowmill_qa_1a2b3c4d',
    },
    {
      name: 'Distribute',
      status: 'passed',
      startSeconds: 6.93,
      seconds: 9.7,
      detail: '2 connections, 113,700 rows/s',
    },
    {
      name: 'Set up environment',
      status: 'passed',
      startSeconds: 16.63,
      seconds: 3.2,
      detail: 'keys, indexes, constraints, sequences; content read back',
    },
    {
      name: 'Run tests',
      status: 'passed',
      startSeconds: 19.83,
      seconds: 1.2,
      detail: 'npm run test:e2e',
    },
    {
      name: 'Clean up',
      status: 'passed',
      startSeconds: 21.03,
      seconds: 0.3,
      detail: '1 database removed',
    },
  ],
  tables: [
    {
      name: 'users',
      rows: 100_000,
      bytes: 4_812_000,
      rawBytes: 19_400_000,
      rowsPerSecond: 2_140_000,
      origin: 'generated',
    },
    {
      name: 'products',
      rows: 2000,
      bytes: 61_200,
      rawBytes: 312_000,
      rowsPerSecond: 940_000,
      origin: 'generated',
    },
    {
      name: 'orders',
      rows: 400_000,
      bytes: 6_930_000,
      rawBytes: 51_800_000,
      rowsPerSecond: 3_420_000,
      origin: 'generated',
    },
    {
      name: 'order_lines',
      rows: 600_000,
      bytes: 7_410_000,
      rawBytes: 60_300_000,
      rowsPerSecond: 4_010_000,
      origin: 'generated',
    },
    {
      name: 'customers',
      rows: 480,
      bytes: 31_400,
      rawBytes: 88_200,
      rowsPerSecond: 51_000,
      origin: 'masked',
    },
  ],
  masking: [
    {
      table: 'customers',
      column: 'email',
      strategy: 'fake.email',
      masked: 478,
      nulls: 2,
      keyId: 'k-93c1d2',
    },
    {
      table: 'customers',
      column: 'full_name',
      strategy: 'fake.person',
      masked: 480,
      nulls: 0,
      keyId: 'k-93c1d2',
    },
    {
      table: 'customers',
      column: 'phone',
      strategy: 'fake.phone',
      masked: 451,
      nulls: 29,
      keyId: 'k-93c1d2',
    },
    { table: 'customers', column: 'notes', strategy: 'redact', masked: 37, nulls: 443 },
  ],
  checks: [
    SAMPLE_CHECK,
    { ...SAMPLE_CHECK, name: 'valuesAreNotNull', columns: ['id', 'email', 'created_at'] },
    { ...SAMPLE_CHECK, name: 'valuesAreUnique', columns: ['id'] },
    { ...SAMPLE_CHECK, name: 'valuesAreUnique', columns: ['email'] },
    { ...SAMPLE_CHECK, table: 'orders', checkedRows: 400_000 },
    {
      ...SAMPLE_CHECK,
      table: 'orders',
      name: 'valuesReference',
      columns: ['user_id'],
      checkedRows: 400_000,
    },
  ],
  environments: [
    {
      name: 'qa',
      targets: [
        {
          describe: 'postgres 127.0.0.1:41233/rowmill_qa_1a2b3c4d',
          tables: ['users', 'products', 'orders', 'order_lines', 'customers'],
          rows: 1_102_480,
          verified: 'content',
          formats: {
            users: 'binary',
            products: 'binary',
            orders: 'binary',
            order_lines: 'binary',
            customers: 'text',
          },
        },
        {
          describe: 'directory ./lake (parquet)',
          tables: ['orders', 'order_lines'],
          rows: 1_000_000,
          verified: 'size',
        },
      ],
      removed: ['database rowmill_qa_1a2b3c4d', 'directory ./lake'],
    },
  ],
  test: {
    command: 'npm run test:e2e',
    exitCode: 0,
    seconds: 1.2,
    outputTail:
      '\u001b[32m✓\u001b[39m every order has a user (41 ms)\n\u001b[32m✓\u001b[39m totals add up (112 ms)\n\n2 passed\n',
  },
};

const { test: _test, ...WITHOUT_TEST } = SAMPLE_REPORT;

/** The same run, stopped at the gate by rows that fail. */
export const FAILED_SAMPLE_REPORT: RunReport = {
  ...WITHOUT_TEST,
  outcome: 'failed',
  seconds: 5.2,
  problem:
    '2 of 6 checks failed, so nothing was delivered.\nusers: valuesAreUnique (email): 3,000 of 100,000 rows share their email with another row\norders: valuesReference (user_id): 1 of 400,000 rows have a user_id that is not in users',
  stages: SAMPLE_REPORT.stages.map((stage) => {
    if (stage.startSeconds < 4.82) return stage;
    if (stage.name === 'Quality gate')
      return { ...stage, status: 'failed', detail: '2 of 6 checks failed' };
    if (stage.name === 'Clean up')
      return { ...stage, startSeconds: 4.9, detail: 'nothing to remove' };
    return { ...stage, status: 'skipped', seconds: 0, startSeconds: 4.82, detail: '' };
  }),
  checks: SAMPLE_REPORT.checks.map((check): CheckResult => {
    const [column] = check.columns;
    if (column === 'email') {
      const [name, table] = [check.name, check.table];
      return {
        ...check,
        passed: false,
        failingRows: 3000,
        problem: '3,000 of 100,000 rows share their email with another row',
        examples: [17, 1017, 2017].map((id) => ({
          key: { id },
          row: id,
          rule: name,
          column,
          values: { email: '#93ab01c4d2ef' },
        })),
        failuresFile: `failures/004-${table}-${name}.ndjson`,
      };
    }
    if (column !== 'user_id') return check;
    return {
      ...check,
      passed: false,
      failingRows: 1,
      problem: '1 of 400,000 rows have a user_id that is not in users',
      examples: [
        {
          key: { id: 88_231 },
          row: 88_230,
          rule: check.name,
          column,
          values: { user_id: 'f3b9c1de-5a77-4a0f-9d52-0c6c8e1f7b24' },
        },
      ],
    };
  }),
  environments: [],
};
