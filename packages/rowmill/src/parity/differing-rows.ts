import type { SourceRows } from '../sources/source.ts';
import type { DifferingRow } from './parity-report.ts';
import { type RowForm, rowReader, type TableDigests } from './table-digests.ts';

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
 * Tables without a common key tell nothing.
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
    const difference = compare(ours.get(key), theirs.get(key), first.form);
    if (difference === undefined) continue;
    found.push({ key: shownKey(key, first.form, show), place: other.place, ...difference });
    if (found.length === MOST_ROWS) break;
  }
  return found;
}

type Cells = readonly (string | null)[];

function compare(
  ours: Cells | undefined,
  theirs: Cells | undefined,
  { columns }: RowForm,
): Pick<DifferingRow, 'is' | 'columns'> | undefined {
  if (ours === undefined) return { is: 'added' };
  if (theirs === undefined) return { is: 'missing' };
  const changed = columns.filter((_, index) => ours[index] !== theirs[index]);
  return changed.length === 0 ? undefined : { is: 'changed', columns: changed };
}

/** So many of the parts that differ that their rows can be kept. */
function partsToRead(one: TableDigests, other: TableDigests): ReadonlySet<number> {
  const perPart = Math.max(one.rows, other.rows) / one.parts.length;
  const most = Math.max(1, Math.floor(MOST_KEPT / Math.max(1, perPart)));
  const differing = one.parts.flatMap((digest, part) =>
    digest === other.parts[part] ? [] : [part],
  );
  return new Set(differing.slice(0, most));
}

async function keep(table: ReadTable, parts: ReadonlySet<number>): Promise<Map<string, Cells>> {
  const read = rowReader(table.form);
  const kept = new Map<string, Cells>();
  for await (const batch of table.rows()) {
    for (const row of batch) {
      const { key, part, cells } = read(row);
      if (parts.has(part)) kept.set(key, cells);
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
