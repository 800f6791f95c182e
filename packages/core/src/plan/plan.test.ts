import { describe, expect, it } from 'vitest';
import { plan, reference, rowsOf, users } from '../testing/plans.ts';
import { column, generatedTable } from '../testing/requests.ts';

describe('the plan', () => {
  it('lists parents before children', async () => {
    const plans = await plan({
      c: generatedTable(1, { b: reference('b') }),
      b: generatedTable(1, { id: column('uuid'), a: reference('a') }, { key: ['id'] }),
      a: generatedTable(1, { id: column('uuid') }, { key: ['id'] }),
    });
    expect([...plans.keys()]).toEqual(['a', 'b', 'c']);
  });

  it('keeps the values of rows that a smaller scale has too, references aside', async () => {
    const make = (rows: number) => plan({ users: { ...users, rows: { kind: 'fixed', rows } } });
    const large = await rowsOf(await make(300), 'users');
    expect(await rowsOf(await make(30), 'users')).toEqual(large.slice(0, 30));
  });

  it('gives a column other values under another seed, table or name', async () => {
    const first = async (name: string, columnName: string, seed: number) => {
      const table = generatedTable(20, {
        [columnName]: column('number.int', { min: 0, max: 10 ** 9 }),
      });
      const [row = []] = [await rowsOf(await plan({ [name]: table }, { seed }), name)];
      return row.map((cells) => cells[columnName]);
    };
    const base = await first('t', 'n', 1);
    for (const other of [
      await first('t', 'n', 2),
      await first('u', 'n', 1),
      await first('t', 'm', 1),
    ])
      expect(other).not.toEqual(base);
    expect(await first('t', 'n', 1)).toEqual(base);
  });
});
