import { parseRequest, REQUEST_DEFINITIONS } from '@rowmill/core/engine';
import { expect, it } from 'vitest';
import { planRun } from '../../stages/plan-run.ts';
import { createOutput } from '../output.ts';
import { planText } from './plan-text.ts';
import { planForView } from './planned-run.ts';

it('names checks of a database that masks cannot be held against', async () => {
  const request = parseRequest(
    {
      name: 'staff',
      tables: {
        staff: {
          source: { kind: 'postgres', url: 'env:URL', table: 'staff' },
          columns: { age: { mask: 'number.round', step: 10 }, pay: 'keep' },
        },
      },
    },
    { definitions: REQUEST_DEFINITIONS },
  );
  const checks = [
    { name: 'age_adult', columns: ['age'], expression: 'CHECK ((age >= 18))' },
    { name: 'pay_some', columns: ['pay'], expression: 'CHECK ((pay > 0))' },
  ];
  const columns = ['age', 'pay'].map((name) => ({
    name,
    type: { kind: 'int32' as const },
    sourceType: 'integer',
  }));
  const constraints = { primaryKey: [], unique: [], references: [], checks };
  const facts = { table: 'staff', describe: 'postgres staff', columns, constraints };
  const sources = { tables: [facts as never] };
  const world = { directory: '/nowhere', environment: {}, sources };
  const plan = await planRun({ request, imports: {} }, world);
  const planned = await planForView(request, plan);
  expect(planned.uncheckedChecks).toEqual([
    { table: 'staff', check: 'age_adult', columns: ['age'] },
  ]);
  const text = planText(planned, createOutput({ json: false, quiet: false, color: false }, {}));
  expect(text).toMatch(/^ {2}not checked {2}staff: check age_adult \(age\): /m);
  expect(text).not.toContain('pay_some');
});
