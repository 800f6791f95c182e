import { childTotal, layOutChildren } from '../kernels/children.ts';
import type { Locale } from '../locales/locale.ts';
import type { ChildLayout } from '../program/steps/row-steps.ts';
import { deriveKey } from '../random/key.ts';
import type { GeneratedTable, ResolvedRequest, TableReference } from '../request/types.ts';
import { countSampler } from './count-sampler.ts';
import { refuse } from './issues.ts';

/** Parents whose children are summed together: small enough to scan, large enough to keep the sums few. */
const BLOCK_ROWS = 256;

/** A generated table of a request or of one that it imports. */
export interface PlannedTable {
  /** Name within its own request: random streams hang on it, so an import makes the same rows as its owner. */
  readonly name: string;
  readonly owner: ResolvedRequest;
  readonly table: GeneratedTable;
  readonly locale: Locale;
  /** Keys from the root of the importing request, for issues. */
  readonly path: readonly string[];
}

/** Finds tables and counts their rows. */
export interface TableIndex {
  find(
    owner: ResolvedRequest,
    reference: TableReference,
    path: readonly (string | number)[],
  ): PlannedTable;
  rowCount(table: PlannedTable): number;
  /** How the rows of a table spread over those of its `per` parent. */
  layout(table: PlannedTable): ChildLayout | undefined;
}

/** @param locales every locale that any of the requests names, loaded */
export function createTableIndex(locales: ReadonlyMap<string, Locale>): TableIndex {
  const tables = new Map<ResolvedRequest, Map<string, PlannedTable>>();
  const layouts = new Map<PlannedTable, ChildLayout>();
  const counting: PlannedTable[] = [];

  const index: TableIndex = {
    find(owner, reference, path) {
      const { home, table } = findTable(owner, reference, path);
      const own = tables.get(home) ?? new Map<string, PlannedTable>();
      tables.set(home, own);
      const planned =
        own.get(reference.table) ?? describeTable(home, reference.table, table, locales);
      own.set(reference.table, planned);
      return planned;
    },
    rowCount(planned) {
      const { rows } = planned.table;
      return rows.kind === 'fixed' ? rows.rows : childTotal(index.layout(planned) as ChildLayout);
    },
    layout(planned) {
      if (planned.table.rows.kind === 'fixed') return undefined;
      const layout = layouts.get(planned) ?? layOut(planned, index, counting);
      layouts.set(planned, layout);
      return layout;
    },
  };
  return index;
}

function findTable(
  owner: ResolvedRequest,
  reference: TableReference,
  path: readonly (string | number)[],
): { home: ResolvedRequest; table: GeneratedTable } {
  const home = reference.import === undefined ? owner : owner.imports[reference.import];
  const table = home?.request.tables[reference.table];
  if (home === undefined || table === undefined) {
    return refuse(path, 'unknown-table', `there is no table "${reference.table}"`);
  }
  if (table.kind === 'generated') return { home, table };
  return refuse(
    path,
    'reference-to-source',
    `table "${reference.table}" comes from a source, so its keys cannot be recomputed`,
    'reference a generated table, or put the column into the source table as well',
  );
}

function describeTable(
  owner: ResolvedRequest,
  name: string,
  table: GeneratedTable,
  locales: ReadonlyMap<string, Locale>,
): PlannedTable {
  const locale = locales.get(table.locale ?? owner.request.locale);
  if (locale === undefined) throw new TypeError(`the locale of table ${name} is not loaded`);
  return { name, owner, table, locale, path: ['tables', name] };
}

/** @param counting tables whose rows are being counted, outermost first */
function layOut(planned: PlannedTable, index: TableIndex, counting: PlannedTable[]): ChildLayout {
  const { table, owner, name } = planned;
  if (table.rows.kind === 'fixed') throw new TypeError(`table ${name} has a fixed number of rows`);
  refuseCycle(counting, planned);
  counting.push(planned);
  try {
    const parent = index.find(owner, table.rows.parent, [...planned.path, 'rows', 'per']);
    const sampler = countSampler(table.rows.count, deriveKey(owner.request.seed, [name, 'rows']));
    return layOutChildren(sampler, index.rowCount(parent), BLOCK_ROWS);
  } finally {
    counting.pop();
  }
}

function refuseCycle(counting: readonly PlannedTable[], planned: PlannedTable): void {
  const start = counting.indexOf(planned);
  if (start < 0) return;
  const names = [...counting.slice(start), planned].map(({ name }) => name);
  refuse(
    [...planned.path, 'rows', 'per'],
    'row-count-cycle',
    `the row counts of tables hang on each other: ${names.join(' per ')}`,
    'give one of them a number of rows',
  );
}
