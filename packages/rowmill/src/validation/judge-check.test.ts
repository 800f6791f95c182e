import type { TableShape } from '@rowmill/core';
import { type Expectation, resolveExpectations } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './gate.ts';
import { judge } from './judge-check.ts';

const users: TableShape = {
  name: 'users',
  columns: [{ name: 'age', type: { kind: 'integer' }, nullable: true }],
  key: [],
  unique: [],
  references: [],
};

function judged(terms: Partial<Expectation>, failingRows: number, today = '2026-11-23') {
  const expectation = {
    expect: 'valuesAreBetween',
    table: 'users',
    columns: ['age'],
    options: { min: 0 },
    ...terms,
  };
  const [resolved] = resolveExpectations([expectation], [users]);
  if (resolved === undefined) throw new Error('nothing was resolved');
  return judge(resolved, { checkedRows: 200, failingRows, examples: [], seconds: 0, today });
}

describe('judge', () => {
  it('fails at one row that fails, and says what was found and asked for', () => {
    expect(judged({}, 1)).toMatchObject({
      passed: false,
      problem: '1 of 200 rows are against: at least 0',
      observed: '1 of 200 rows fail',
      expected: 'at least 0: no failing row',
    });
    expect(judged({}, 0)).toMatchObject({ passed: true });
    expect(judged({}, 0)).not.toHaveProperty('problem');
  });

  it.each([
    [{ rows: 2 }, 2, true],
    [{ rows: 2 }, 3, false],
    [{ share: 0.01 }, 2, true],
    [{ share: 0.01 }, 3, false],
    [{ share: 0 }, 1, false],
    [{ share: 0.29 }, 58, true],
    [{ share: 0.29 }, 59, false],
    [{ share: 0.57 }, 114, true],
    [{ share: 1 }, 200, true],
  ])('with %j lets %i of 200 rows pass: %s', (tolerate, failing, passed) => {
    const check = judged({ tolerate }, failing);
    expect(check).toMatchObject({ passed, failingRows: failing });
    expect(check.expected).toMatch(/^at least 0: at most (2 failing rows|\d+% of rows failing)$/);
  });

  it('waives to the end of the last day, and then says that the waiver has ended', () => {
    const waive = { reason: 'known', until: '2026-11-23', approver: 'Kim' };
    expect(verdictOf(judged({ waive }, 1, '2026-11-23'))).toBe('waived');
    const ended = judged({ waive }, 1, '2026-11-24');
    expect(verdictOf(ended)).toBe('failed');
    expect(ended.problem).toContain('; the waiver ended on 2026-11-23');
    expect(ended.waiver).toEqual({ ...waive, expired: true });
    expect(verdictOf(judged({ waive }, 0, '2026-11-24'))).toBe('passed');
  });

  it('keeps the severity and the name that the request has for it', () => {
    const check = judged({ severity: 'warning', title: 'ages are real' }, 1);
    expect(check).toMatchObject({ severity: 'warning', title: 'ages are real' });
    expect(verdictOf(check)).toBe('warned');
  });
});
