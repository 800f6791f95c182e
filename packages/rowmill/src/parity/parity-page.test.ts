import { expect, it } from 'vitest';
import { renderParity } from './parity-page.ts';
import { PARITY_VERSION, type ParityReport } from './parity-report.ts';

const report: ParityReport = {
  version: PARITY_VERSION,
  equal: false,
  places: [
    { name: 'qa', describe: 'postgres db:5432/qa' },
    { name: '<b>dev</b>', describe: '/srv/lake' },
  ],
  tables: [
    {
      name: 'users',
      equal: false,
      cells: [{ rows: 1200, digest: '0123456789abcdef', group: 'A' }, null],
      differences: [{ kind: 'table', message: 'there is no table users in dev' }],
      rows: [{ key: { id: '7' }, place: 'dev', is: 'changed', columns: ['email'] }],
      notes: ['without a key, rows that differ cannot be named'],
    },
  ],
};

it('shows the matrix and every difference, and runs nothing that stands in names', () => {
  const page = renderParity(report);
  for (const part of [
    '1,200',
    'A 01234567',
    'missing',
    'there is no table users in dev',
    'id 7: changed (email)',
    '&lt;b&gt;dev',
  ])
    expect(page).toContain(part);
  expect(page).not.toContain('<b>dev');
  expect(page).not.toContain('<script');
});
