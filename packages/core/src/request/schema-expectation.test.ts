import { describe, expect, it } from 'vitest';
import { REQUEST_DEFINITIONS } from '../request-definitions.ts';
import { checkExpectations } from './schema-expectation.ts';

const one = (terms: Readonly<Record<string, unknown>>) => [
  { expect: 'valuesAreUnique', table: 'users', column: 'id', ...terms },
];

const issuesOf = (input: unknown): string[] => {
  const checked = checkExpectations(input, REQUEST_DEFINITIONS);
  return checked.ok
    ? []
    : checked.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
};

describe('checkExpectations', () => {
  it('reads what every expectation may say', () => {
    const waive = { reason: 'importer', until: '2026-12-31', approver: 'Kim' };
    const terms = { severity: 'warning', tolerate: { rows: 3 }, waive, where: 'id > 3' };
    expect(checkExpectations(one({ ...terms, name: 'ids differ' }), REQUEST_DEFINITIONS)).toEqual({
      ok: true,
      value: {
        path: [],
        expectations: [
          {
            expect: 'valuesAreUnique',
            table: 'users',
            columns: ['id'],
            options: {},
            title: 'ids differ',
            ...terms,
          },
        ],
      },
    });
  });

  it('takes a list under "expectations" too', () => {
    const checked = checkExpectations({ expectations: one({}) }, REQUEST_DEFINITIONS);
    expect(checked).toMatchObject({ ok: true, value: { path: ['expectations'] } });
  });

  it.each([
    [{ severity: 'fatal' }, '0.severity'],
    [{ tolerate: { rows: -1 } }, '0.tolerate'],
    [{ tolerate: { share: 2 } }, '0.tolerate'],
    [{ tolerate: { rows: 1, share: 0.1 } }, '0.tolerate'],
    [{ waive: { until: '2026-12-31' } }, '0.waive.reason'],
    [{ waive: { reason: 'x' } }, '0.waive.until'],
    [{ waive: { reason: 'x', until: '2026-02-30' } }, '0.waive.until there is no such day'],
    [{ where: '' }, '0.where'],
    [{ wehre: 'id > 3' }, '0.wehre'],
  ])('refuses %j', (terms, message) => {
    expect(issuesOf(one(terms)).join('\n')).toContain(message);
  });

  it('refuses a file without expectations', () => {
    expect(issuesOf([])).toEqual([' there is no expectation']);
    expect(issuesOf({ expectation: [] }).join('\n')).toContain('expectations');
    expect(issuesOf('valuesAreUnique')).toHaveLength(1);
  });
});
