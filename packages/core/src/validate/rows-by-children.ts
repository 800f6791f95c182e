import {
  addDecimals,
  decimalAsNumber,
  type ExactDecimal,
  negateDecimal,
  ZERO,
} from '../statistics/exact-decimal.ts';
import { combineValues } from './combine-values.ts';
import type { ExpectationQuery } from './define.ts';
import { addCells, decimalOfCell } from './figures/cells.ts';

type RowsByChildren = Extract<ExpectationQuery, { failing: 'rows-by-children' }>;
type Row = Readonly<Record<string, unknown>>;

/** Rows of the table itself, as far as their children matter, and what is known of children by what they refer to. */
export interface Families {
  readonly rows: readonly Parent[];
  readonly children: ReadonlyMap<string, Children>;
}

interface Parent {
  readonly row: number;
  /** Undefined where a column is null. */
  readonly key: string | undefined;
  /** What the row says of the sum; undefined where it says nothing. */
  readonly says: ExactDecimal | undefined;
}

interface Children {
  readonly count: number;
  readonly sum: ExactDecimal;
}

export const NO_FAMILIES: Families = { rows: [], children: new Map() };

/** Floats have 15 digits, and lose some where many are added. */
const SLACK_OF_FLOATS = 1e-9;

/** What a slice adds: its rows that count as parents, and all of them as children where it is of the child table. */
export function observeFamilies(
  query: RowsByChildren,
  parents: readonly (readonly [number, Row])[],
  children: readonly Row[],
): Families {
  const { wanted } = query;
  const families = new Map<string, Children>();
  for (const row of children) {
    const key = combineValues(row, query.childColumns);
    if (key === undefined) continue;
    const cell = wanted.kind === 'sum' ? decimalOfCell(row[wanted.childColumn]) : undefined;
    families.set(key, addChildren(families.get(key), { count: 1, sum: cell ?? ZERO }));
  }
  const rows = parents.map(([number, row]): Parent => {
    const says = wanted.kind === 'sum' ? decimalOfCell(row[wanted.column]) : undefined;
    return { row: number, key: combineValues(row, query.columns), says };
  });
  return { rows, children: families };
}

export function mergeFamilies(one: Families, other: Families): Families {
  const children = new Map(one.children);
  for (const [key, found] of other.children) {
    children.set(key, addChildren(children.get(key), found));
  }
  return { rows: [...one.rows, ...other.rows], children };
}

function addChildren(one: Children | undefined, other: Children): Children {
  return {
    count: (one?.count ?? 0) + other.count,
    sum: addCells(one?.sum, other.sum) ?? ZERO,
  };
}

/** Numbers of the rows whose children are not as they have to be. */
export function rowsOfWrongFamilies({ wanted }: RowsByChildren, families: Families): number[] {
  const failing: number[] = [];
  for (const { row, key, says } of families.rows) {
    const found = key === undefined ? undefined : families.children.get(key);
    const isRight =
      wanted.kind === 'count'
        ? isBetween(found?.count ?? 0, wanted)
        : says === undefined || isNear(found?.sum ?? ZERO, says, wanted);
    if (!isRight) failing.push(row);
  }
  return failing;
}

const isBetween = (
  count: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): boolean => count >= minimum && count <= maximum;

function isNear(
  sum: ExactDecimal,
  says: ExactDecimal,
  { tolerance, scale }: Extract<RowsByChildren['wanted'], { kind: 'sum' }>,
): boolean {
  const difference = decimalAsNumber(addDecimals(sum, negateDecimal(says)));
  const slack = scale === undefined ? Math.abs(decimalAsNumber(says)) * SLACK_OF_FLOATS : 0;
  return Math.abs(difference) <= tolerance + slack;
}
