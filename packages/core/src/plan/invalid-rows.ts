import type { CheckRow, DroppedCase, EdgePlan } from '../edge-cases/edge-case.ts';
import type { Row } from '../format/read-rows.ts';
import type { GeneratedTable } from '../request/types.ts';
import { impliedExpectations } from '../validate/implied.ts';
import { type ResolvedExpectation, resolveExpectations } from '../validate/resolve.ts';
import type { AskedEdgeRows } from './edge-table.ts';
import { type InvalidCandidate, invalidCandidates } from './invalid-candidates.ts';
import type { Plan } from './plan.ts';
import { type SpareRow, type SpareRows, spareRows } from './spare-rows.ts';

/** A generated row that no table has, with one fault: it breaks the one rule that it names. */
export interface InvalidRow {
  /** `<table>/<number>`. */
  readonly id: string;
  /** The number that it would have in its table, from 0. */
  readonly number: number;
  /** Cells as values, not as columns hold them: a column of numbers may be given a text. */
  readonly row: Row;
  /** The columns that were set, separated by commas. */
  readonly column: string;
  /** Name of the case, e.g. `above-greatest`, `repeated`. */
  readonly name: string;
  /** Keyword of JSON Schema or name of an expectation. */
  readonly rule: string;
}

/** The invalid rows of a table, and the cases that none could be made of. */
export interface TableInvalidRows {
  readonly rows: readonly InvalidRow[];
  readonly dropped: readonly DroppedCase[];
}

/** A table with edge cases whose rules are to be broken. */
export interface InvalidTable {
  readonly name: string;
  readonly table: GeneratedTable;
  readonly edge: Pick<EdgePlan, 'invalid'>;
  readonly checkRow: CheckRow;
  /** Rows of the table. */
  readonly samples: readonly Row[];
}

interface InvalidRowsOptions {
  /** All tables, with the edge rows that they have. */
  readonly plan: Plan;
  /** Expectations of the request that fit the tables. */
  readonly expectations: readonly ResolvedExpectation[];
  /** Plans the same tables with other edge rows. */
  readonly makePlan: (rows: ReadonlyMap<string, AskedEdgeRows>) => Promise<Plan>;
}

/** Rows to spare beside one for each case: what stands around a cell may break a rule itself. */
const MORE_ROWS = 64;

/**
 * Makes a row for each way to break one rule of the tables. Each is a row that its table would have if it had more of
 * them, so that its keys are nobody else's.
 */
export async function invalidRows(
  tables: readonly InvalidTable[],
  { plan, expectations, makePlan }: InvalidRowsOptions,
): Promise<ReadonlyMap<string, TableInvalidRows>> {
  const shapes = plan.tables.map(({ shape }) => shape);
  const all = [...resolveExpectations(impliedExpectations(shapes, {}), shapes), ...expectations];
  const wanted = new Map(parentsOf(tables, all).map((name) => [name, 1]));
  for (const { name, edge } of tables) {
    const columns = shapes.find((shape) => shape.name === name)?.columns.length ?? 0;
    wanted.set(name, edge.invalid.length + 2 * columns + MORE_ROWS);
  }
  const spare = await spareRows(plan, wanted, makePlan);
  const parentRow = (name: string): Row | undefined => spare.get(name)?.rows[0]?.row;
  return new Map(
    tables.flatMap((one): [string, TableInvalidRows][] => {
      const shape = shapes.find(({ name }) => name === one.name);
      if (shape === undefined) return [];
      const untouched = new Set(
        Object.entries(one.table.columns).flatMap(([name, column]) =>
          column.kind !== 'lookup' && column.edgeCases === false ? [name] : [],
        ),
      );
      const sources = { ...one, shape, expectations: all, untouched, parentRow };
      return [[one.name, fill(one.name, invalidCandidates(sources), spare.get(one.name))]];
    }),
  );
}

/** A row of the parent lends its key to references that lead nowhere. */
function parentsOf(
  tables: readonly InvalidTable[],
  expectations: readonly ResolvedExpectation[],
): string[] {
  const names = new Set(tables.map(({ name }) => name));
  return expectations.flatMap(({ table, query }) =>
    query.failing === 'rows-without-parent' && names.has(table) ? [query.parentTable] : [],
  );
}

/** Gives each candidate the first row to spare that breaks nothing else. */
function fill(
  table: string,
  candidates: readonly InvalidCandidate[],
  spare: SpareRows = { rows: [] },
): TableInvalidRows {
  // The first one may be the parent of a reference that leads nowhere.
  const left = spare.rows.slice(1);
  const rows: InvalidRow[] = [];
  const dropped: DroppedCase[] = [];
  for (const candidate of candidates) {
    const { column, name, refused } = candidate;
    const found = refused === undefined ? firstFit(candidate, left) : undefined;
    if (found === undefined) {
      const reason = refused ?? spare.without ?? 'breaks other rules beside generated values';
      dropped.push({ column, name, reason });
      continue;
    }
    left.splice(left.indexOf(found.spare), 1);
    const { number } = found.spare;
    rows.push({ id: `${table}/${number}`, number, row: found.row, column, name, rule: found.rule });
  }
  return { rows, dropped };
}

function firstFit(
  { make, ruleOf }: InvalidCandidate,
  spare: readonly SpareRow[],
): { readonly spare: SpareRow; readonly row: Row; readonly rule: string } | undefined {
  for (const one of spare) {
    const row = make(one.row);
    const rule = row && ruleOf(row);
    if (row !== undefined && rule !== undefined) return { spare: one, row, rule };
  }
  return undefined;
}
