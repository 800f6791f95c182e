import { columnDomains } from '../edge-cases/domains/column-domains.ts';
import type { CheckRow, DroppedCase, EdgePlan, EdgeRow } from '../edge-cases/edge-case.ts';
import { countCombinations } from '../edge-cases/plan/count-combinations.ts';
import { edgeFigures } from '../edge-cases/plan/edge-figures.ts';
import { planEdgeCases } from '../edge-cases/plan/plan-edge-cases.ts';
import { RequestError } from '../errors.ts';
import { programRows } from '../format/program-rows.ts';
import type { Row } from '../format/read-rows.ts';
import { ownRows } from '../program/program-ranges.ts';
import type { GeneratedTable, ResolvedRequest } from '../request/types.ts';
import type { EdgeCaseSettings } from '../request/types-edge-cases.ts';
import type { RowValidatorOptions } from '../validate/json-schema.ts';
import { type ResolvedExpectation, resolveExpectations } from '../validate/resolve.ts';
import type { GeneratorCatalog } from './catalog.ts';
import type { AskedEdgeRows } from './edge-table.ts';
import { fitEdgeRows } from './fit-edge-rows.ts';
import { invalidRows, type TableInvalidRows } from './invalid-rows.ts';
import { type Plan, planTables, type TablePlan } from './plan.ts';

/** A JSON Schema of rows, and what it takes to compile it. */
export type PlanSchema = RowValidatorOptions & { readonly root: unknown };

export interface EdgePlanOptions {
  readonly only?: ReadonlySet<string>;
  /** JSON Schema by table: edge rows satisfy it. */
  readonly schemas?: ReadonlyMap<string, PlanSchema>;
}

/** What the edge cases of a table come to. */
export interface TableEdgeCases {
  /** Edge rows, repeated ones included. */
  readonly rows: number;
  /** Cases of single cells, each counted once. */
  readonly cases: number;
  /** Rows that combine values of several columns, each counted once. */
  readonly combinationRows: number;
  /** Combinations of values that these rows were made to hold, and hold. */
  readonly combinations: number;
  /** How many columns are combined at once; 0 where none are. */
  readonly strength: number;
  /** Cases that could not be used, each with its reason. */
  readonly dropped: readonly DroppedCase[];
  /** Why there are none at all. */
  readonly without?: string;
}

export interface PlanWithEdgeCases extends Plan {
  /** By table, those that are to have edge cases. */
  readonly edgeCases: ReadonlyMap<string, TableEdgeCases>;
  /** The edge rows themselves, as rows of the plan follow from them. */
  readonly edgeRows: ReadonlyMap<string, AskedEdgeRows>;
  /**
   * Makes the rows that break one rule each, by table; made once. They are no rows of the plan. Where only some tables
   * are planned they are others: references need the parents.
   */
  invalidRows(): Promise<ReadonlyMap<string, TableInvalidRows>>;
}

/** Generated rows that stand around the cells of cases while these are judged. */
const SAMPLES = 16;

interface AskedTable {
  readonly plan: TablePlan;
  readonly table: GeneratedTable;
  readonly settings: EdgeCaseSettings;
}

/**
 * As {@link planTables}, with the edge rows that the request asks for: each satisfies every rule of its table that is
 * about single rows.
 *
 * @throws RequestError with every issue found; {@link SchemaError} when a schema cannot be compiled.
 */
export async function planWithEdgeCases(
  resolved: ResolvedRequest,
  catalog: GeneratorCatalog,
  { only, schemas = new Map() }: EdgePlanOptions = {},
): Promise<PlanWithEdgeCases> {
  const options = only === undefined ? {} : { only };
  const base = await planTables(resolved, catalog, options);
  const asked = base.tables.flatMap((plan): AskedTable[] => {
    const table = resolved.request.tables[plan.name];
    return table?.kind === 'generated' && table.edgeCases !== undefined
      ? [{ plan, table, settings: table.edgeCases }]
      : [];
  });
  if (asked.length === 0)
    return {
      ...base,
      edgeCases: new Map(),
      edgeRows: new Map(),
      invalidRows: async () => new Map(),
    };
  const judged = await judgeTables(asked, base, resolved, schemas);
  const rows = new Map(
    judged.map(({ plan, settings, edge }) => [
      plan.name,
      { rows: edge.valid, share: settings.share },
    ]),
  );
  const checks = new Map(judged.map(({ plan, checkRow }) => [plan.name, checkRow]));
  const makePlan = (edgeRows: ReadonlyMap<string, AskedEdgeRows>): Promise<Plan> =>
    planTables(resolved, catalog, { ...options, edgeRows });
  const fitted = await fitEdgeRows(rows, checks, makePlan);
  let invalid: Promise<ReadonlyMap<string, TableInvalidRows>> | undefined;
  return {
    ...fitted.plan,
    edgeRows: fitted.edgeRows,
    invalidRows() {
      invalid ??= invalidRows(
        judged
          .filter(({ settings }) => settings.invalid)
          .map((one) => ({ ...one, name: one.plan.name })),
        { plan: fitted.plan, expectations: fittingExpectations(resolved, base), makePlan },
      );
      return invalid;
    },
    edgeCases: new Map(
      judged.map(({ plan: { name }, edge }) => {
        const valid = fitted.edgeRows.get(name)?.rows ?? [];
        const dropped = [...edge.dropped, ...(fitted.dropped.get(name) ?? [])];
        const planned = fitted.plan.tables.find((table) => table.name === name);
        const combinations = leftCombinations(edge, valid);
        return [name, figuresOf({ ...edge, valid, dropped, combinations }, planned)];
      }),
    ),
  };
}

interface JudgedTable extends AskedTable {
  readonly edge: EdgePlan;
  readonly checkRow: CheckRow;
  readonly samples: readonly Row[];
}

async function judgeTables(
  asked: readonly AskedTable[],
  plan: Plan,
  { request, imports }: ResolvedRequest,
  schemas: ReadonlyMap<string, PlanSchema>,
): Promise<JudgedTable[]> {
  const expectations = bindingExpectations(request);
  const resolved = fittingExpectations({ request, imports }, plan);
  // It brings the validator, which is slow to load, and few requests ask for edge cases.
  const { createRowCheck } = await import('../edge-cases/plan/row-check.ts');
  return Promise.all(
    asked.map(async (one): Promise<JudgedTable> => {
      const { plan, table, settings } = one;
      const { shape, program, rowCount } = plan;
      const schema = schemas.get(plan.name);
      const checkRow = createRowCheck({
        shape,
        ...(schema === undefined ? {} : { schema }),
        expectations: resolved,
      });
      const domains = columnDomains(table, {
        shape,
        ...(schema === undefined ? {} : { schema: schema.root }),
        expectations,
        referenceDate: request.referenceDate,
      });
      const samples = await programRows(program, 0, Math.min(SAMPLES, rowCount));
      const edge = planEdgeCases(domains, { settings, seed: request.seed, checkRow, samples });
      return { ...one, edge, checkRow, samples };
    }),
  );
}

/** Those that every row has to meet. One that only warns, is waived or lets rows fail bounds no case. */
function bindingExpectations({ validation }: ResolvedRequest['request']) {
  return validation.expectations.filter(
    ({ severity = 'error', tolerate, waive }) =>
      severity === 'error' && tolerate === undefined && waive === undefined,
  );
}

/** What is wrong with an expectation is told where all tables are known: those of sources are not, here. */
function fittingExpectations(
  { request }: ResolvedRequest,
  { tables }: Plan,
): ResolvedExpectation[] {
  const shapes = tables.map(({ shape }) => shape);
  return bindingExpectations(request).flatMap((expectation) => {
    try {
      return resolveExpectations([expectation], shapes, { referenceDate: request.referenceDate });
    } catch (error) {
      if (error instanceof RequestError) return [];
      throw error;
    }
  });
}

/** What rows of combinations still hold once some of them have been dropped. */
function leftCombinations(
  { valid, combinations }: EdgePlan,
  left: readonly EdgeRow[],
): EdgePlan['combinations'] {
  const isCombined = ({ cases }: EdgeRow): boolean => cases.length > 1;
  const rows = left.filter(isCombined);
  if (rows.length === valid.filter(isCombined).length) return combinations;
  return { ...combinations, covered: countCombinations(rows, combinations) };
}

function figuresOf(edge: EdgePlan, planned: TablePlan | undefined): TableEdgeCases {
  const { cases, combinationRows, combinations } = edgeFigures({ ...edge, invalid: [] });
  const rows = planned === undefined ? 0 : planned.rowCount - ownRows(planned.program);
  const without = planned?.withoutEdge;
  return {
    rows,
    cases: rows === 0 ? 0 : cases,
    combinationRows: rows === 0 ? 0 : combinationRows,
    combinations: rows === 0 ? 0 : combinations,
    strength: edge.combinations.strength,
    dropped: edge.dropped,
    ...(without === undefined ? {} : { without }),
  };
}
