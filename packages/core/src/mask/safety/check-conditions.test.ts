import { describe, expect, it } from 'vitest';
import { RequestError } from '../../errors.ts';
import { type MaskRule, planMasking } from '../plan-masking.ts';
import { uncheckedChecks } from './check-conditions.ts';

const check = (expression: string, columns = ['c']) => ({ name: 'c_ok', columns, expression });

interface Case {
  readonly mask: string;
  readonly options?: MaskRule['options'];
  readonly expression: string;
}

/** `refused` by the plan, else whether the check is named as one that is not checked. */
function judge({ mask, options = {}, expression }: Case): string {
  const checks = [check(expression)];
  const rule: MaskRule = { column: 'c', strategy: mask, options };
  try {
    const { columns } = planMasking({
      table: 't',
      locale: 'en',
      sourceColumns: [{ name: 'c' }],
      rules: [rule],
      constraints: { key: [], unique: [], checks },
    });
    return uncheckedChecks(columns, checks).length === 0 ? 'checked' : 'not checked';
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    expect(error.issues.map(({ code }) => code)).toEqual(['outside-check']);
    return 'refused';
  }
}

const ADULT = 'CHECK ((c >= 18))';
const CODE = "CHECK ((c ~ '^[A-Z]{2}[0-9]+$'::text))";
const SHORT = '(char_length(`c`) between 3 and 8)';

describe('masks behind a check of the database', () => {
  it.each<[string, Case]>([
    ['checked', { mask: 'keep', expression: ADULT }],
    ['checked', { mask: 'null', expression: ADULT }],
    ['checked', { mask: 'shuffle', expression: ADULT }],
    ['refused', { mask: 'constant', options: { value: '7' }, expression: ADULT }],
    ['checked', { mask: 'constant', options: { value: '18' }, expression: ADULT }],
    ['refused', { mask: 'lookup', options: { list: ['20', '17'] }, expression: ADULT }],
    ['refused', { mask: 'permute.int', options: { min: 0, max: 99 }, expression: ADULT }],
    ['checked', { mask: 'permute.int', options: { min: 18, max: 99 }, expression: ADULT }],
    ['checked', { mask: 'noise.number', options: { amount: 2, min: 18 }, expression: ADULT }],
    ['refused', { mask: 'noise.number', options: { amount: 2, min: 1 }, expression: ADULT }],
    ['not checked', { mask: 'noise.number', options: { amount: 2 }, expression: ADULT }],
    ['checked', { mask: 'number.topcode', options: { cap: 90 }, expression: ADULT }],
    ['refused', { mask: 'number.topcode', options: { bottom: 16 }, expression: ADULT }],
    ['not checked', { mask: 'number.round', options: { step: 10 }, expression: ADULT }],
    ['refused', { mask: 'constant', options: { value: 'none' }, expression: CODE }],
    ['checked', { mask: 'constant', options: { value: 'AB1' }, expression: CODE }],
    ['not checked', { mask: 'fpe.ff1', expression: CODE }],
    ['refused', { mask: 'hash.hmac', options: { length: 16 }, expression: SHORT }],
    ['not checked', { mask: 'hash.hmac', options: { length: 8 }, expression: SHORT }],
    ['checked', { mask: 'constant', options: { value: 'four' }, expression: SHORT }],
    ['not checked', { mask: 'constant', options: { value: 'größer' }, expression: SHORT }],
    ['not checked', { mask: 'hash.hmac', expression: 'CHECK ((c <> upper(c)))' }],
  ])('%s: %j', (verdict, given) => {
    expect(judge(given)).toBe(verdict);
  });

  it('are refused with what the check takes, by its name', () => {
    const plan = () =>
      planMasking({
        table: 't',
        locale: 'en',
        sourceColumns: [{ name: 'c' }],
        rules: [{ column: 'c', strategy: 'constant', options: { value: '7' } }],
        constraints: {
          key: [],
          unique: [],
          checks: [check('CHECK (((c >= 18) AND (c < 120)))')],
        },
      });
    expect(plan).toThrow(/the check c_ok takes at least 18 and less than 120 alone, but constant/);
  });

  it('of several columns are named, unless all of them stay as they are', () => {
    const checks = [check('CHECK ((a < b))', ['a', 'b'])];
    const columnsWith = (mask: string) =>
      planMasking({
        table: 't',
        locale: 'en',
        sourceColumns: [{ name: 'a' }, { name: 'b' }],
        rules: ['keep', mask].map((strategy, at) => ({
          column: 'ab'.charAt(at),
          strategy,
          options: {},
        })),
      }).columns;
    expect(uncheckedChecks(columnsWith('keep'), checks)).toEqual([]);
    expect(uncheckedChecks(columnsWith('redact'), checks)).toEqual(checks);
  });
});
