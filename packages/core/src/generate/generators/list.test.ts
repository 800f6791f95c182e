import { describe, expect, it } from 'vitest';
import { rowsOfColumns } from '../../testing/columns.ts';
import { issuesOf } from '../../testing/plans.ts';
import { column } from '../../testing/requests.ts';

const cells = async (values: readonly unknown[], rows = values.length) =>
  (await rowsOfColumns({ cell: column('list', { values }) }, rows)).map(({ cell }) => cell);

describe('list', () => {
  it('gives each row its value', async () => {
    expect(await cells(['EUR', 'USD', 'EUR', ''])).toEqual(['EUR', 'USD', 'EUR', '']);
    expect(await cells([1, null, 3])).toEqual([1, null, 3]);
    expect(await cells([0.5, -0.25])).toEqual([0.5, -0.25]);
    expect(await cells([true, false, null])).toEqual([true, false, null]);
    expect(await cells([{ a: 1 }, [2], 'b', null])).toEqual([{ a: 1 }, [2], 'b', null]);
    const many = Array.from({ length: 9000 }, (_, i) => `value ${i % 7000}`);
    expect(await cells(many)).toEqual(many);
  });

  it('may have more values than there are rows, for a smaller scale', async () => {
    expect(await cells(['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
  });

  it('refuses fewer values than rows, and repeats where there may be none', async () => {
    const [short] = await issuesOf(cells(['a'], 2));
    expect(short).toMatchObject({
      path: ['tables', 't', 'columns', 'cell'],
      message: expect.stringContaining('the table has 2 rows, but "values" has 1'),
    });
    const unique = (values: readonly unknown[]) =>
      rowsOfColumns({ cell: column('list', { values }, { unique: true }) }, 2);
    expect(await unique(['a', 'b'])).toEqual([{ cell: 'a' }, { cell: 'b' }]);
    expect((await issuesOf(unique(['a', 'a'])))[0]?.message).toContain('stands twice');
  });
});
