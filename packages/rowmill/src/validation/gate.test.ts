import { describe, expect, it } from 'vitest';
import type { CheckResult } from './check-result.ts';
import { assertQuality, gate } from './gate.ts';

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
});
