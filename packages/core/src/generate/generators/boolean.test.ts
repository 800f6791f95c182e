import { describe, expect, it } from 'vitest';
import { programRows } from '../../format/program-rows.ts';
import { planTables } from '../../plan/plan.ts';
import { describeGenerator } from '../../testing/describe-generator.ts';
import { column, generatedTable, requestOf } from '../../testing/requests.ts';
import { boolean } from './boolean.ts';

describeGenerator(boolean, {
  'default options': { accepts: (value) => expect([true, false]).toContain(value) },
  'always true': { options: { probability: 1 }, accepts: (value) => expect(value).toBe(true) },
  'never true': { options: { probability: 0 }, accepts: (value) => expect(value).toBe(false) },
});

describe('boolean', () => {
  it('is true in its share of the rows', async () => {
    const request = requestOf({
      t: generatedTable(20_000, { x: column('boolean', { probability: 0.2 }) }),
    });
    const { tables } = await planTables({ request, imports: {} }, { boolean: boolean as never });
    const rows = await programRows(tables[0]!.program, 0, 20_000);
    expect(rows.filter(({ x }) => x === true).length / 20_000).toBeCloseTo(0.2, 1);
  });
});
