import type { SourceRows } from '../sources/source.ts';
import type { DifferingRow } from './parity-report.ts';
import {
  type CommonCells,
  keyReader,
  type PartDigest,
  partReader,
  type RowForm,
  rowReader,
  type TableDigests,
} from './table-digests.ts';

/** Rows of a table that are named. */
const MOST_ROWS = 20;
/** Rows of one place that are kept to be compared. */
const MOST_KEPT = 50_000;

/** One of two tables whose digests differ. */
export interface ReadTable {
  readonly place: string;
  readonly form: RowForm;
  readonly digests: TableDigests;
  rows(): AsyncIterable<SourceRows>;
}

/** Shows the value of a cell of a key, or a token for it. */
export type ShowKey = (value: string | null) => string | null;

/**
 * Names rows in which two tables differ: those of the parts whose digests differ are read again and compared by key.
 * Tables without a common key tell nothing, nor do parts with more rows than can be kept, whose keys cannot be keys.
 */
export async function differingRows(
  first: ReadTable,
  other: ReadTable,
  show: ShowKey,
): Promise<readonly DifferingRow[]> {
  const parts = partsToRead(first.digests, other.digests);
  if (first.form.key.length === 0 || parts.size === 0) return [];
  const [ours, theirs] = [await keep(first, parts), await keep(other, parts)];
  const found: DifferingRow[] = [];
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const difference = compare(ours.get(key) ?? [], theirs.get(key) ?? [], first.form);
    if (difference === undefined) continue;
    found.push({ key: shownKey(key, first.form, show), place: other.place, ...difference });
    if (found.length === MOST_ROWS) break;
  }
  return found;
}

/** Rows of one key: one each, unless the key does not tell them apart. */
function compare(
  ours: readonly CommonCells[],
  theirs: readonly CommonCells[],
  { columns }: RowForm,
): Pick<DifferingRow, 'is' | 'columns'> | undefined {
  if (ours.length < theirs.length) return { is: 'added' };
  if (ours.length > theirs.length) return { is: 'missing' };
  const [mine, yours] = [inOrder(ours), inOrder(theirs)];
  const changed = columns.filter((_, column) =>
    mine.some((cells, row) => cells[column] !== yours[row]?.[column]),
  );
  return changed.length === 0 ? undefined : { is: 'changed', columns: changed };
}

function inOrder(rows: readonly CommonCells[]): readonly CommonCells[] {
  if (rows.length < 2) return rows;
  const lines = rows.map((cells) => ({ cells, line: JSON.stringify(cells) }));
  return lines.sort((a, b) => (a.line < b.line ? -1 : 1)).map(({ cells }) => cells);
}

/** Parts that differ, as many as have rows that can be kept. */
function partsToRead(one: TableDigests, other: TableDigests): ReadonlySet<number> {
  const chosen = new Set<number>();
  let kept = 0;
  one.parts.forEach((part, index) => {
    const theirs = other.parts[index];
    if (theirs === undefined || isSame(part, theirs)) return;
    const rows = Math.max(part.rows, theirs.rows);
    if (kept + rows > MOST_KEPT) return;
    kept += rows;
    chosen.add(index);
  });
  return chosen;
}

const isSame = (one: PartDigest, other: PartDigest): boolean =>
  one.rows === other.rows && one.digest === other.digest;

async function keep(
  table: ReadTable,
  parts: ReadonlySet<number>,
): Promise<Map<string, CommonCells[]>> {
  const read = rowReader(table.form);
  const partOf = partReader(table.form);
  const keyOf = keyReader(table.form);
  const kept = new Map<string, CommonCells[]>();
  for await (const batch of table.rows()) {
    for (const row of batch) {
      const cells = read(row);
      if (!parts.has(partOf(cells))) continue;
      const key = keyOf(cells);
      const before = kept.get(key);
      if (before === undefined) kept.set(key, [cells]);
      else before.push(cells);
    }
  }
  return kept;
}

function shownKey(key: string, { columns, key: positions }: RowForm, show: ShowKey) {
  const values: readonly (string | null)[] = JSON.parse(key);
  return Object.fromEntries(
    positions.map((position, index) => [columns[position] ?? '', show(values[index] ?? null)]),
  );
}
