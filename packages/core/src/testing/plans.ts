import { RequestError } from '../errors.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import { GENERATORS } from '../generate/catalog.generated.ts';
import { planTables, type TablePlan } from '../plan/plan.ts';
import type {
  CountDistribution,
  GeneratedColumn,
  GeneratedTable,
  ReferencePick,
  Request,
  TableRequest,
} from '../request/types.ts';
import { column, generatedTable, requestOf } from './requests.ts';

export const plan = async (
  tables: Readonly<Record<string, TableRequest>>,
  changes: Partial<Request> = {},
  imports = {},
): Promise<Map<string, TablePlan>> => {
  const { tables: planned } = await planTables(
    { request: requestOf(tables, changes), imports },
    GENERATORS,
  );
  return new Map(planned.map((table) => [table.name, table]));
};

export const rowsOf = (plans: ReadonlyMap<string, TablePlan>, name: string): Promise<Row[]> => {
  const table = plans.get(name) as TablePlan;
  return programRows(table.program, 0, table.rowCount);
};

export const reference = (
  table: string,
  changes: {
    column?: string;
    link?: string;
    pick?: ReferencePick;
    nulls?: number;
    import?: string;
  } = {},
): GeneratedColumn => {
  const {
    column: name = 'id',
    link = table,
    pick = { kind: 'uniform' },
    nulls = 0,
    import: from,
  } = changes;
  return {
    kind: 'references',
    references: { table, column: name, ...(from === undefined ? {} : { import: from }) },
    link,
    pick,
    nulls,
  };
};

export const per = (table: string, count: CountDistribution): GeneratedTable['rows'] => ({
  kind: 'per',
  parent: { table },
  count,
});
export const users = generatedTable(
  300,
  { id: column('uuid'), name: column('person.fullName') },
  { key: ['id'] },
);

export async function issuesOf(work: Promise<unknown>): Promise<RequestError['issues']> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof RequestError))
    throw new Error(`expected a RequestError, found ${String(error)}`);
  return error.issues;
}
