import type { CheckRow, EdgePlan } from '../edge-cases/edge-case.ts';
import type { Row } from '../format/read-rows.ts';
import type { TableShape } from '../model/table-shape.ts';
import type { ResolvedExpectation } from '../validate/resolve.ts';

/** A way to break one rule. */
export interface InvalidCandidate {
  /** The cells that are set, their columns separated by commas. */
  readonly column: string;
  readonly name: string;
  /** A generated row with these cells; undefined where there is nothing to set them to. */
  make(row: Row): Row | undefined;
  /** The one rule that the row breaks; undefined when it breaks none, or more. */
  ruleOf(row: Row): string | undefined;
  /** Why it cannot be used at all. */
  readonly refused?: string;
}

/** What is known of a table whose rules are to be broken. */
export interface InvalidSources {
  readonly shape: TableShape;
  readonly edge: Pick<EdgePlan, 'invalid'>;
  readonly checkRow: CheckRow;
  /** Rows of the table. */
  readonly samples: readonly Row[];
  /** What the whole dataset is held to. */
  readonly expectations: readonly ResolvedExpectation[];
  /** Columns whose cells are not to be set. */
  readonly untouched: ReadonlySet<string>;
  /** Columns of a row that no table has, of the parent of a reference. */
  parentRow(table: string): Row | undefined;
}

/**
 * Every way to break one rule of a table: the wrong cells that its columns are known to refuse, null where none may be,
 * a key that is there already, a reference without parent.
 */
export function invalidCandidates(sources: InvalidSources): InvalidCandidate[] {
  return [...cellCandidates(sources), ...nullCandidates(sources), ...datasetCandidates(sources)];
}

const referenceColumns = ({ shape }: InvalidSources): Set<string> =>
  new Set(shape.references.flatMap(({ columns }) => columns));

function cellCandidates(sources: InvalidSources): InvalidCandidate[] {
  const { edge, checkRow } = sources;
  const references = referenceColumns(sources);
  return edge.invalid.flatMap(({ cells, cases: [edgeCase] }): InvalidCandidate[] => {
    if (edgeCase === undefined) return [];
    const { column, name, rule, value } = edgeCase;
    const ruleOf = (row: Row) => (onlyRule(checkRow, row) === rule ? rule : undefined);
    const make = (row: Row): Row => ({ ...row, ...cells });
    const isOrphan = value !== null && references.has(column);
    const refused = isOrphan ? { refused: `breaks ${rule} and leads to no parent` } : {};
    return [{ column, name, make, ruleOf, ...refused }];
  });
}

function onlyRule(checkRow: CheckRow, row: Row): string | undefined {
  const [broken, ...others] = checkRow(row);
  return others.length === 0 ? broken?.rule : undefined;
}

/** Counters and computed columns are never set by other cases; null is wrong there all the same. */
function nullCandidates({ shape, edge, checkRow, untouched }: InvalidSources): InvalidCandidate[] {
  const known = new Set(
    edge.invalid.flatMap(({ cases }) =>
      cases.filter(({ value }) => value === null).map(({ column }) => column),
    ),
  );
  return shape.columns
    .filter(({ name, nullable }) => !nullable || shape.key.includes(name))
    .filter(({ name }) => !known.has(name) && !untouched.has(name))
    .map(({ name }) => ({
      column: name,
      name: 'null',
      make: (row) => ({ ...row, [name]: null }),
      ruleOf: (row) => onlyRule(checkRow, row),
    }));
}

function datasetCandidates(sources: InvalidSources): InvalidCandidate[] {
  const { shape, expectations, untouched } = sources;
  const own = expectations.filter(
    ({ table, condition, columns }) =>
      table === shape.name &&
      condition === undefined &&
      !columns.some((column) => untouched.has(column)),
  );
  const seen = new Set<string>();
  return own.flatMap((expectation): InvalidCandidate[] => {
    const { expect, query } = expectation;
    const identity = JSON.stringify([expect, query]);
    if (seen.has(identity)) return [];
    seen.add(identity);
    if (query.failing === 'rows-repeated') return [repeated(expectation, query.columns, sources)];
    return query.failing === 'rows-without-parent' ? [orphan(expect, query, sources)] : [];
  });
}

function repeated(
  { expect }: ResolvedExpectation,
  columns: readonly string[],
  sources: InvalidSources,
): InvalidCandidate {
  const { samples, checkRow, expectations, shape } = sources;
  const there = samples.find((row) => columns.every((name) => row[name] !== null));
  const within = expectations.some(
    ({ table, query }) =>
      table === shape.name &&
      query.failing === 'rows-repeated' &&
      query.columns.length < columns.length &&
      query.columns.every((name) => columns.includes(name)),
  );
  return {
    column: columns.join(', '),
    name: 'repeated',
    make: (row) => there && { ...row, ...pick(there, columns) },
    ruleOf: (row) => (checkRow(row).length === 0 ? expect : undefined),
    ...(within ? { refused: 'repeats fewer of these columns as well' } : {}),
    ...(cuts(columns, sources) ? { refused: 'sets a part of a reference' } : {}),
  };
}

function orphan(
  expect: string,
  { columns, parentTable, parentColumns }: OrphanQuery,
  sources: InvalidSources,
): InvalidCandidate {
  const { checkRow, parentRow } = sources;
  const stranger = parentRow(parentTable);
  const cells = Object.fromEntries(
    columns.map((name, i) => [name, stranger?.[parentColumns[i] ?? ''] ?? null]),
  );
  const isThere = Object.values(cells).every((cell) => cell !== null);
  const others = { ...sources.shape, references: otherReferences(sources, columns) };
  return {
    column: columns.join(', '),
    name: 'no-parent',
    make: (row) => (isThere ? { ...row, ...cells } : undefined),
    ruleOf: (row) => (checkRow(row).length === 0 ? expect : undefined),
    ...(isThere ? {} : { refused: `no key is known that "${parentTable}" does not have` }),
    ...(touches(columns, others) ? { refused: 'is part of another reference' } : {}),
  };
}

type OrphanQuery = Extract<ResolvedExpectation['query'], { failing: 'rows-without-parent' }>;

const otherReferences = (
  { shape }: InvalidSources,
  columns: readonly string[],
): TableShape['references'] =>
  shape.references.filter((reference) => reference.columns.join() !== columns.join());

const touches = (
  columns: readonly string[],
  { references }: Pick<TableShape, 'references'>,
): boolean => references.some((reference) => reference.columns.some((c) => columns.includes(c)));

/** Whether some columns of a reference are set, and others are not. */
const cuts = (columns: readonly string[], { shape }: InvalidSources): boolean =>
  shape.references.some((reference) => {
    const set = reference.columns.filter((name) => columns.includes(name)).length;
    return set > 0 && set < reference.columns.length;
  });

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
