import type { InvalidRow } from '@rowmill/core/engine';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../validation/gate.ts';
import { scoreInvalidRows, toldCheck } from './score-invalid.ts';

const row = (number: number, rule: string): InvalidRow => ({
  id: `users/${number}`,
  number,
  row: {},
  column: 'age',
  name: 'below-least',
  rule,
});

const ROWS = [row(7, 'minimum'), row(8, 'minimum'), row(9, 'maxLength')];

describe('scoreInvalidRows', () => {
  it('asks for the rule that a row names, and tells of others', () => {
    const score = scoreInvalidRows(ROWS, [
      new Set(['minimum']),
      new Set(['maxLength']),
      new Set(['maxLength', 'format']),
    ]);
    expect(score).toEqual({
      cases: 3,
      told: 2,
      missed: ['users/8'],
      others: [
        { id: 'users/8', rule: 'minimum', rules: ['maxLength'] },
        { id: 'users/9', rule: 'maxLength', rules: ['format'] },
      ],
      rules: [
        { rule: 'format', cases: 0, told: 0, precision: 0, recall: 1 },
        { rule: 'maxLength', cases: 1, told: 1, precision: 1 / 2, recall: 1 },
        { rule: 'minimum', cases: 2, told: 1, precision: 1, recall: 1 / 2 },
      ],
    });
  });

  it('stops a delivery when a row is missed, and names it', () => {
    const reported = ROWS.map(({ rule }) => new Set([rule]));
    const good = toldCheck('users', ROWS, scoreInvalidRows(ROWS, reported), 0);
    expect([verdictOf(good), good.failingRows, good.problem]).toEqual(['passed', 0, undefined]);
    reported[1] = new Set();
    const bad = toldCheck('users', ROWS, scoreInvalidRows(ROWS, reported), 0);
    expect([verdictOf(bad), bad.failingRows]).toEqual(['failed', 1]);
    expect(bad.problem).toContain('users/8');
    expect(bad.examples).toEqual([
      expect.objectContaining({ key: { id: 'users/8' }, row: 8, rule: 'minimum', values: {} }),
    ]);
  });
});
