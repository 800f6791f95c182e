import { createLineDigest } from '@rowmill/core/engine';
import type { SourceRows } from '../sources/source.ts';
import type { ColumnFamily } from './column-family.ts';
import { COMMON_TEXTS, type CommonText } from './common-text.ts';

/** The digests of the parts into which the keys of a table fall; all rows are in part 0 where there is no key. */
export interface TableDigests {
  readonly rows: number;
  readonly digest: string;
  /** 16 hexadecimal digits each. */
  readonly parts: readonly string[];
}

/** How rows of a table are read: the same in all places, although their columns come in other orders and other words. */
export interface RowForm {
  /** All columns that are compared, in their common order. */
  readonly columns: readonly string[];
  readonly families: readonly ColumnFamily[];
  /** Positions of the key in {@link columns}; none where the table has no key that all know. */
  readonly key: readonly number[];
  /** Positions of the columns in the rows of the place. */
  readonly positions: readonly number[];
}

/** Enough to find few rows among millions, few enough to be kept for every table. */
const PARTS = 1024;

/** Reads a table once, in bounded memory. */
export async function digestTable(
  rows: AsyncIterable<SourceRows>,
  form: RowForm,
): Promise<TableDigests> {
  const read = rowReader(form);
  const all = createLineDigest();
  const parts = Array.from({ length: form.key.length === 0 ? 1 : PARTS }, createLineDigest);
  for await (const batch of rows) {
    const lines: string[] = [];
    for (const row of batch) {
      const { line, part } = read(row);
      lines.push(line);
      if (parts.length > 1) parts[part]?.add(Buffer.from(line));
    }
    all.add(Buffer.from(lines.join('')));
  }
  const whole = all.finish();
  const digests = parts.length > 1 ? parts.map((one) => one.finish().digest) : [whole.digest];
  return { ...whole, parts: digests };
}

/** A row in the form that all places share. */
export interface CommonRow {
  /** The cells in JSON, with a line end. */
  readonly line: string;
  /** The cells of the key in JSON. */
  readonly key: string;
  readonly part: number;
  readonly cells: readonly (string | null)[];
}

export function rowReader({ families, key, positions }: RowForm) {
  const texts: readonly (CommonText | undefined)[] = families.map((one) => COMMON_TEXTS[one]);
  return (row: readonly (string | null)[]): CommonRow => {
    const cells = positions.map((position, index) => {
      const cell = row[position] ?? null;
      return cell === null ? null : (texts[index]?.(cell) ?? cell);
    });
    const ofKey = JSON.stringify(key.map((position) => cells[position]));
    return { line: `${JSON.stringify(cells)}\n`, key: ofKey, part: partOf(ofKey), cells };
  };
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), folded: parts have to be even, not secret. */
function partOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 20) ^ (hash >>> 10) ^ hash) & (PARTS - 1);
}
