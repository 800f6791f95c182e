import { describe, expect, it } from 'vitest';
import type { CheckResult } from './check-result.ts';
import { assertQuality, describePassed, gate, verdictOf } from './gate.ts';

const right: CheckResult = {
  name: 'rowCountIsBetween',
  table: 'users',
  columns: [],
  passed: true,
  checkedRows: 3,
  failingRows: 0,
  examples: [],
  seconds: 0.1,
};
const wrong: CheckResult = {
  ...right,
  name: 'valuesAreUnique',
  columns: ['email'],
  passed: false,
  failingRows: 2,
  problem: '2 of 3 rows share their email with another row',
  examples: [{ key: { id: 7 }, rule: 'valuesAreUnique', column: 'email', values: {} }],
};

describe('gate', () => {
  it('parts what passed from what failed', () => {
    expect(gate([right, wrong])).toEqual({ passed: [right], failed: [wrong] });
  });

  it('lets right data through', () => {
    expect(() => assertQuality([right, right])).not.toThrow();
    expect(() => assertQuality([])).not.toThrow();
  });

  it('stops at one failed check and names it with its first key', () => {
    expect(() => assertQuality([right, wrong])).toThrow(
      expect.objectContaining({
        name: 'QualityGateError',
        failed: [wrong],
        message:
          '1 of 2 checks failed\nusers: valuesAreUnique (email): 2 of 3 rows share their email with another row - first {"id":7}',
      }),
    );
  });

  it('lets warnings through, and what is waived until its last day is over', () => {
    const waiver = { reason: 'known', until: '2026-12-31', expired: false };
    const warned = { ...wrong, severity: 'warning' } as const;
    const info = { ...wrong, severity: 'info' } as const;
    const waived = { ...wrong, waiver };
    const ended = { ...wrong, waiver: { ...waiver, expired: true } };
    expect([right, warned, info, waived, ended].map(verdictOf)).toEqual([
      'passed',
      'warned',
      'warned',
      'waived',
      'failed',
    ]);
    expect(() => assertQuality([right, warned, info, waived])).not.toThrow();
    expect(() => assertQuality([ended])).toThrow('1 of 1 checks failed');
  });

  it('says how many checks passed, are waived and warn', () => {
    const waiver = { reason: 'known', until: '2026-12-31', expired: false };
    const warned = { ...wrong, severity: 'warning' } as const;
    expect(describePassed([right])).toBe('1 check passed');
    expect(describePassed([right, right, { ...wrong, waiver }, warned, warned])).toBe(
      '2 checks passed, 1 is waived, 2 are warnings',
    );
  });

  it('calls a check as the request does', () => {
    expect(() => assertQuality([{ ...wrong, title: 'mail is unique' }])).toThrow(
      'users: mail is unique: 2 of 3 rows',
    );
  });
});
