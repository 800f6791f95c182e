import type { CheckResult } from '../../validation/check-result.ts';
import type { RunReport } from '../run-report.ts';
import { FAILED_SAMPLE_REPORT } from '../sample-report.ts';

const place = (line: number) => ({ file: 'shop/rowmill.yaml', line, column: 7 });

const WARNED: CheckResult = {
  name: 'nullShareIsBetween',
  table: 'users',
  columns: ['phone'],
  passed: false,
  severity: 'warning',
  observed: '0.131',
  expected: 'at most 0.1',
  checkedRows: 100_000,
  failingRows: 13_100,
  problem: '13.1 % of phone are null, at most 10 % were expected',
  examples: [],
  seconds: 0.004,
  place: place(61),
};

const WAIVED: CheckResult = {
  ...WARNED,
  name: 'valuesMatchPattern',
  columns: ['email'],
  severity: 'error',
  waiver: {
    reason: 'the importer is being replaced',
    approver: 'kim@example.org',
    until: '2026-12-31',
    expired: false,
  },
  failingRows: 2,
  problem: '2 of 100,000 rows have an email of another form',
  examples: [
    {
      key: { id: 4 },
      row: 3,
      rule: 'valuesMatchPattern',
      column: 'email',
      values: { email: '#93ab01c4d2ef' },
    },
  ],
  reproduce: 'rowmill preview users --at 3 --rows 1',
  place: place(64),
};

/** A failed run with a check of every verdict, an expired waiver, and two checks of the same name. */
export const MIXED_REPORT: RunReport = {
  ...FAILED_SAMPLE_REPORT,
  checks: [
    ...FAILED_SAMPLE_REPORT.checks,
    WARNED,
    { ...WARNED, severity: 'info', columns: ['city'], place: place(62) },
    WAIVED,
    {
      ...WAIVED,
      waiver: { reason: 'until the release', until: '2026-10-31', expired: true },
      place: place(70),
    },
  ],
};
