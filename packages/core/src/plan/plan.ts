import type { Faker } from '@faker-js/faker';
import { RequestError } from '../errors.ts';
import { loadFaker } from '../kernels/faker.ts';
import { loadLocale, localeIssue } from '../locales/load-locale.ts';
import type { Locale } from '../locales/locale.ts';
import type { ColumnShape, ReferenceShape, TableShape } from '../model/table-shape.ts';
import { type Program, type ProgramColumn, ROWS } from '../program/steps.ts';
import { DEFAULT_LABELS } from '../request/normalise-edge-cases.ts';
import type { ColumnReference, GeneratedTable, ResolvedRequest } from '../request/types.ts';
import type { GeneratorCatalog } from './catalog.ts';
import type { CompileContext } from './compile-context.ts';
import { type LabelledTable, labelTable } from './edge-labels.ts';
import type { EdgeRows } from './edge-overrides.ts';
import { type AskedEdgeRows, addEdgeRows } from './edge-table.ts';
import { createIssueCollector, type IssueCollector } from './issues.ts';
import { createCompileContext } from './scope.ts';
import { createTableIndex, type PlannedTable } from './tables.ts';

/** One generated table, ready to be made. */
export interface TablePlan {
  readonly name: string;
  /** Edge rows included. */
  readonly rowCount: number;
  readonly shape: TableShape;
  readonly program: Program;
  /** Edge rows behind the others; absent where there are none. */
  readonly edge?: EdgeRows;
  /** Why a table that was to have edge rows has none. */
  readonly withoutEdge?: string;
}

/** The generated tables of a request, parents before children. Tables from sources are planned where their columns can be read. */
export interface Plan {
  readonly tables: readonly TablePlan[];
}

export interface PlanOptions {
  /** Plan these tables alone: counting the children of a large table takes time that others need not wait for. */
  readonly only?: ReadonlySet<string>;
  /** Edge rows by table; their labels become a table of the plan. */
  readonly edgeRows?: ReadonlyMap<string, AskedEdgeRows>;
}

/**
 * Compiles the generated tables of a request: row counts, references, keys, programs of kernels.
 *
 * @throws {@link RequestError} with every issue found, when the request cannot be carried out.
 */
export async function planTables(
  resolved: ResolvedRequest,
  catalog: GeneratorCatalog,
  { only, edgeRows }: PlanOptions = {},
): Promise<Plan> {
  const locales = await loadLocales(resolved);
  const index = createTableIndex(locales);
  const fakers = await loadFakers(locales.keys());
  const collector = createIssueCollector();
  const shared = { index, catalog, fakers };
  const tables: TablePlan[] = [];
  const planned = new Map<TablePlan, PlannedTable>();
  for (const [name, table] of Object.entries(resolved.request.tables)) {
    if (table.kind !== 'generated' || only?.has(name) === false) continue;
    const found = collector.attempt(() => index.find(resolved, { table: name }, ['tables', name]));
    if (found === undefined) continue;
    const plan = collector.attempt(() => planTable(found, shared, collector));
    if (plan === undefined) continue;
    tables.push(plan);
    planned.set(plan, found);
  }
  collector.throwIfAny();
  const inOrder = parentsFirst(tables);
  const { request } = resolved;
  return {
    tables:
      edgeRows === undefined
        ? inOrder
        : withEdgeRows(inOrder, planned, { request, edgeRows, shared }),
  };
}

async function loadLocales(resolved: ResolvedRequest): Promise<ReadonlyMap<string, Locale>> {
  const codes = new Map<string, readonly string[]>();
  collectLocales(resolved, codes);
  const issues = [...codes].flatMap(([code, path]) => localeIssue(path, code) ?? []);
  if (issues.length > 0) throw new RequestError(issues);
  return new Map(
    await Promise.all(
      [...codes.keys()].map(async (code) => [code, await loadLocale(code)] as const),
    ),
  );
}

function collectLocales(
  { request, imports }: ResolvedRequest,
  codes: Map<string, readonly string[]>,
): void {
  const add = (code: string, path: readonly string[]) => codes.set(code, codes.get(code) ?? path);
  add(request.locale, ['locale']);
  for (const [name, table] of Object.entries(request.tables)) {
    if (table.locale !== undefined) add(table.locale, ['tables', name, 'locale']);
  }
  for (const imported of Object.values(imports)) collectLocales(imported, codes);
}

/** A locale's Faker lies in the module that its words were loaded from: this costs next to nothing. */
async function loadFakers(codes: Iterable<string>): Promise<ReadonlyMap<string, Faker>> {
  return new Map(
    await Promise.all([...codes].map(async (code) => [code, await loadFaker(code)] as const)),
  );
}

type Shared = Pick<CompileContext, 'index' | 'catalog' | 'fakers'>;

interface EdgeContext {
  readonly request: Pick<ResolvedRequest['request'], 'edgeCases'>;
  readonly edgeRows: ReadonlyMap<string, AskedEdgeRows>;
  readonly shared: Shared;
}

/** The tables with edge rows behind their own, and the table of labels behind them all. */
function withEdgeRows(
  tables: readonly TablePlan[],
  planned: ReadonlyMap<TablePlan, PlannedTable>,
  { request, edgeRows, shared }: EdgeContext,
): TablePlan[] {
  const labelled: LabelledTable[] = [];
  const collector = createIssueCollector();
  const all = tables.map((plan): TablePlan => {
    const asked = edgeRows.get(plan.name);
    const found = planned.get(plan);
    if (asked === undefined || found === undefined) return plan;
    const made = collector.attempt(() => addEdgeRows(found, plan, asked, shared));
    if (made === undefined) return plan;
    if (made.edge !== undefined)
      labelled.push({ planned: found, shape: plan.shape, edge: made.edge });
    return { ...plan, ...made, rowCount: made.program.rowCount };
  });
  collector.throwIfAny();
  const labels = labelTable(request.edgeCases?.labels ?? DEFAULT_LABELS, labelled, shared);
  return labels === undefined ? all : [...all, labels];
}

function planTable(planned: PlannedTable, shared: Shared, collector: IssueCollector): TablePlan {
  const context = createCompileContext(shared);
  const rowCount = shared.index.rowCount(planned);
  const scope = context.openScope(planned, ROWS);
  const columns: ProgramColumn[] = [];
  for (const name of Object.keys(planned.table.columns)) {
    const column = collector.attempt(() => scope.column(name));
    if (column !== undefined) {
      columns.push({
        name,
        type: column.type,
        register: column.register,
        valid: column.valid ?? null,
      });
    }
  }
  const program = context.program.finish(planned.name, rowCount, columns);
  return { name: planned.name, rowCount, program, shape: shapeOf(planned, columns) };
}

function shapeOf({ name, table }: PlannedTable, columns: readonly ProgramColumn[]): TableShape {
  return {
    name,
    columns: columns.map((column): ColumnShape => {
      const counter = isCounter(table, column.name);
      return {
        name: column.name,
        type: column.type,
        nullable: column.valid !== null,
        ...(counter ? { counter } : {}),
      };
    }),
    key: table.key,
    unique: uniqueSets(table),
    references: referencesOf(table),
  };
}

/** A key that counts up: databases go on counting behind it. */
function isCounter(table: GeneratedTable, name: string): boolean {
  const column = table.columns[name];
  return (
    column?.kind === 'generator' &&
    column.generator === 'sequence' &&
    table.key.length === 1 &&
    table.key[0] === name
  );
}

function uniqueSets(table: GeneratedTable): (readonly string[])[] {
  const single = Object.entries(table.columns).flatMap(([name, column]) =>
    column.kind === 'generator' &&
    column.unique &&
    !(table.key.length === 1 && table.key[0] === name)
      ? [[name]]
      : [],
  );
  const named = new Set(table.unique.map((columns) => columns.join('\u001f')));
  return [...table.unique, ...single.filter(([name]) => !named.has(name as string))];
}

/** Foreign keys to tables of the same request; those of imported requests live in stores of their own. */
function referencesOf(table: Pick<GeneratedTable, 'columns'>): ReferenceShape[] {
  const links = new Map<string, { columns: string[]; references: ColumnReference[] }>();
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.kind !== 'references' || column.references.import !== undefined) continue;
    const link = links.get(column.link) ?? { columns: [], references: [] };
    link.columns.push(name);
    link.references.push(column.references);
    links.set(column.link, link);
  }
  return [...links.values()].map(({ columns, references }) => ({
    columns,
    parentTable: references[0]?.table ?? '',
    parentColumns: references.map(({ column }) => column),
  }));
}

/** Orders tables so that loading can follow references; tables of a cycle keep the order of the request. */
export function parentsFirst<Table extends { readonly name: string; readonly shape: TableShape }>(
  tables: readonly Table[],
): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<Table>();
  const visiting = new Set<Table>();
  const visit = (table: Table): void => {
    if (ordered.has(table) || visiting.has(table)) return;
    visiting.add(table);
    for (const { parentTable } of table.shape.references) {
      const parent = byName.get(parentTable);
      if (parent !== undefined) visit(parent);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
}
