import type { SourceRows } from '../sources/source.ts';
import type { ColumnFamily } from './column-family.ts';
import { COMMON_TEXTS, type CommonText } from './common-text.ts';
import { hashCells, type RowHash } from './row-hash.ts';

/** Rows of a table, or of a part of it. */
export interface PartDigest {
  readonly rows: number;
  /** 16 hexadecimal digits: the sum of the hashes of the rows modulo 2^64. */
  readonly digest: string;
}

/** The digests of the parts into which the keys of a table fall; all rows are in part 0 where there is no key. */
export interface TableDigests extends PartDigest {
  readonly parts: readonly PartDigest[];
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
  const partOf = partReader(form);
  const sums = createSums(form.key.length === 0 ? 1 : PARTS);
  const hash: RowHash = { high: 0, low: 0 };
  for await (const batch of rows) {
    for (const row of batch) {
      const cells = read(row);
      hashCells(cells, hash);
      sums.add(partOf(cells), hash);
    }
  }
  return sums.finish();
}

/** The cells of a row in the form that all places share. */
export type CommonCells = readonly (string | null)[];

export function rowReader({ families, positions }: RowForm) {
  const texts: readonly (CommonText | undefined)[] = families.map((one) => COMMON_TEXTS[one]);
  return (row: readonly (string | null)[]): CommonCells => {
    const cells: (string | null)[] = [];
    for (let index = 0; index < positions.length; index++) {
      const cell = row[positions[index] ?? 0] ?? null;
      const text = texts[index];
      cells.push(cell === null || text === undefined ? cell : text(cell));
    }
    return cells;
  };
}

/** The cells of the key in JSON. */
export const keyReader =
  ({ key }: RowForm) =>
  (cells: CommonCells): string =>
    JSON.stringify(key.map((position) => cells[position]));

/** The part into which the key of a row falls. */
export function partReader({ key }: RowForm): (cells: CommonCells) => number {
  if (key.length === 0) return () => 0;
  const hash: RowHash = { high: 0, low: 0 };
  const ofKey: (string | null)[] = [];
  return (cells) => {
    for (let at = 0; at < key.length; at++) ofKey[at] = cells[key[at] ?? 0] ?? null;
    hashCells(ofKey, hash);
    return hash.low & (PARTS - 1);
  };
}

function createSums(count: number) {
  const rows = new Float64Array(count);
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  const total = { rows: 0, high: 0n, low: 0n };
  return {
    add(part: number, hash: RowHash): void {
      const before = low[part] ?? 0;
      low[part] = before + hash.low;
      const carry = (low[part] ?? 0) < before ? 1 : 0;
      high[part] = (high[part] ?? 0) + hash.high + carry;
      rows[part] = (rows[part] ?? 0) + 1;
    },
    finish(): TableDigests {
      const parts = [...rows].map((of, part) => {
        total.rows += of;
        total.high += BigInt(high[part] ?? 0);
        total.low += BigInt(low[part] ?? 0);
        return { rows: of, digest: hex(BigInt(high[part] ?? 0), BigInt(low[part] ?? 0)) };
      });
      return { rows: total.rows, digest: hex(total.high, total.low), parts };
    },
  };
}

const hex = (high: bigint, low: bigint): string =>
  BigInt.asUintN(64, (high << 32n) + low)
    .toString(16)
    .padStart(16, '0');
