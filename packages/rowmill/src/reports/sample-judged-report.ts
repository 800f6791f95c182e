import type { RunReport } from './run-report.ts';
import { FAILED_SAMPLE_REPORT, SAMPLE_CHECK } from './sample-report.ts';

/** Beside what failed: a check that was waived, one whose waiver is over, and one that only warns. */
export const JUDGED_SAMPLE_REPORT: RunReport = {
  ...FAILED_SAMPLE_REPORT,
  checks: [
    ...FAILED_SAMPLE_REPORT.checks,
    {
      ...SAMPLE_CHECK,
      name: 'distributionMatches',
      columns: ['plan'],
      passed: false,
      severity: 'warning',
      observed: 'TV 0.12',
      expected: 'at most 0.05',
      distribution: {
        bins: [
          { label: 'free', observed: 0.79, expected: 0.7 },
          { label: 'pro', observed: 0.21, expected: 0.3 },
        ],
      },
      problem: 'shares of plan are further from those declared than they may be',
    },
    {
      ...SAMPLE_CHECK,
      name: 'valuesMatchPattern',
      title: 'phone numbers have a country code',
      columns: ['phone'],
      passed: false,
      failingRows: 2,
      problem: '2 of 100,000 rows have a phone that does not match',
      examples: [
        {
          key: { id: 7 },
          row: 6,
          rule: 'valuesMatchPattern',
          column: 'phone',
          values: { phone: '555' },
        },
      ],
      waiver: {
        reason: 'numbers of the old system',
        approver: 'R. Roe',
        until: '2026-12-31',
        expired: false,
      },
      reproduce: 'rowmill preview users --at 6',
      place: { file: 'rowmill.yaml', line: 61 },
    },
    {
      ...SAMPLE_CHECK,
      table: 'products',
      name: 'nullShareIsBetween',
      columns: ['ean'],
      passed: false,
      observed: '0.31',
      expected: 'at most 0.3',
      problem: '31 % of ean is null',
      waiver: { reason: 'until the import is mended', until: '2026-11-01', expired: true },
    },
  ],
};
