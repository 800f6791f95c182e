import { describe, expect, it } from 'vitest';
import { programRows } from '../format/program-rows.ts';
import type { CellValue } from '../format/read-rows.ts';
import type { GeneratorDefinition } from '../generate/define.ts';
import { planTables, type TablePlan } from '../plan/plan.ts';
import type { ColumnRequest, Request } from '../testing/requests.ts';
import { generatedTable, requestOf } from '../testing/requests.ts';
import { expectSameBytes } from './same-bytes.ts';

const ROWS = 1_000;
/** Beyond 2^32, so that the upper half of the row number counts. */
const FAR_ROW = 2 ** 32 + 5;

export interface GeneratorCase {
  /** As written in a request. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Faker's code of the locale; `en` without it. */
  readonly locale?: string;
  /** Other columns of the row, for generators that read them. */
  readonly columns?: Readonly<Record<string, ColumnRequest>>;
  /** Further generators that the case names. */
  readonly generators?: readonly GeneratorDefinition[];
  /** Fails, with `expect`, on a value that is not allowed. */
  accepts(value: CellValue, row: Readonly<Record<string, CellValue>>): void;
  /** The case has a value space large enough for 1,000 unique rows. */
  readonly uniqueRows?: boolean;
}

/** Runs the laws that every generator keeps. For most generators this call is the whole test file. */
export function describeGenerator(
  definition: GeneratorDefinition,
  cases: Readonly<Record<string, GeneratorCase>>,
): void {
  describe.each(Object.entries(cases))(`${definition.name}: %s`, (_title, testCase) => {
    const plan = (changes: Partial<ColumnRequest> = {}): Promise<TablePlan> =>
      planCase(definition, testCase, changes);
    const cells = async (table: TablePlan, from: number, count: number): Promise<CellValue[]> =>
      (await programRows(table.program, from, count)).map((row) => row.cell as CellValue);

    it('gives only allowed values', async () => {
      for (const row of await programRows((await plan()).program, 0, ROWS))
        testCase.accepts(row.cell as CellValue, row);
    });

    it('gives a cell the same value alone, in a batch, and far beyond 2^32 rows', async () => {
      const table = await plan();
      const all = await cells(table, 0, 50);
      for (const row of [49, 0, 17]) expect(await cells(table, row, 1)).toEqual([all[row]]);
      const far = await cells(table, FAR_ROW, 20);
      expect(await cells(table, FAR_ROW + 7, 1)).toEqual([far[7]]);
    });

    it('has nulls in the share that is asked for, and no other values change', async () => {
      const full = await cells(await plan(), 0, ROWS);
      const holey = await cells(await plan({ nulls: 0.25 }), 0, ROWS);
      const nulls = holey.filter((value) => value === null).length;
      expect(nulls).toBeGreaterThan(ROWS * 0.18);
      expect(nulls).toBeLessThan(ROWS * 0.32);
      holey.forEach((value, i) => {
        if (value !== null) expect(value).toEqual(full[i]);
      });
    });

    it('has the same bytes by both engines, in every text form', async () => {
      const ranges = [
        { firstRow: 0, rowCount: 300, startsPart: true },
        { firstRow: FAR_ROW - 20, rowCount: 40, startsPart: false },
      ];
      await expectSameBytes((await plan()).program, ranges);
      await expectSameBytes((await plan({ nulls: 0.25 })).program, ranges);
    });

    it('keeps its values between releases', async () => {
      expect(await cells(await plan(), 0, 5)).toMatchSnapshot();
    });

    if (testCase.uniqueRows === true) {
      it('never repeats a unique value', async () => {
        const values = await cells(await plan({ unique: true }), 0, ROWS);
        expect(new Set(values.map((value) => JSON.stringify(value, bigintAsText))).size).toBe(ROWS);
      });
    }
  });
}

const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

async function planCase(
  definition: GeneratorDefinition,
  testCase: GeneratorCase,
  changes: Partial<ColumnRequest>,
): Promise<TablePlan> {
  const cell = {
    kind: 'generator',
    generator: definition.name,
    options: testCase.options ?? {},
    unique: false,
    nulls: 0,
    ...changes,
  } as ColumnRequest;
  const request: Request = requestOf(
    { t: generatedTable(ROWS, { ...testCase.columns, cell }) },
    { locale: testCase.locale ?? 'en' },
  );
  const catalog = Object.fromEntries(
    [definition, ...(testCase.generators ?? [])].map((entry) => [entry.name, entry]),
  );
  const { tables } = await planTables({ request, imports: {} }, catalog);
  return tables[0] as TablePlan;
}
