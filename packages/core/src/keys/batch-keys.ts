import { allocate, type Memory, regionSize } from '../kernels/memory.ts';
import { BATCH_ROWS, type Batch, type BatchColumn } from '../model/batch.ts';
import type { KeyBatch } from './collect-keys.ts';
import type { KeyForm } from './key-form.ts';
import type { KeyKernels } from './key-kernels.ts';
import { openKeyKernels } from './open-key-kernels.ts';

/** Computes the keys of batches. Its columns are overwritten by the next batch. */
export interface BatchKeys {
  /** Hands on the keys of the rows that have one, those of a batch across a multiple of 2^32 rows in two parts. */
  forEach(batch: Batch, form: KeyForm, use: (keys: KeyBatch) => void): void;
}

/** SipHash-1-3: the secret only keeps values from being chosen so that they collide. */
const ROUNDS = [1, 3] as const;
const SECRET_BYTES = 16;
const HIGH_HALF = 2 ** 32;

/** Bytes of memory that {@link openBatchKeys} takes. */
export const BATCH_KEYS_SIZE =
  3 * regionSize(8 * BATCH_ROWS) +
  regionSize(4 * BATCH_ROWS) +
  regionSize(BATCH_ROWS) +
  2 * regionSize(SECRET_BYTES);

/** The columns that keys are made in. */
interface Space {
  readonly kernels: KeyKernels;
  readonly hashes: BigUint64Array;
  /** Hashes of a further column, on their way into the first. */
  readonly others: BigUint64Array;
  /** Second words of keys of 128 bits. */
  readonly rests: BigUint64Array;
  readonly rows: Int32Array;
  readonly valid: Uint8Array;
  readonly key: number;
  readonly scratch: number;
}

/**
 * Lays the columns of keys out in the memory that batches point into.
 *
 * @param secret 16 bytes, the same for all keys that are compared
 */
export function openBatchKeys(memory: Memory, secret: Uint8Array): BatchKeys {
  const space = openSpace(memory, secret);
  return {
    forEach(batch, { columns: indexes, isWide }, use) {
      const columns = indexes.map((index) => batch.columns[index] as BatchColumn);
      hashColumns(space, columns, batch.rowCount, isWide);
      const kept = keepKeys(space, columns, batch, isWide);
      const { hashes, rests, rows } = space;
      const hand = (from: number, to: number, high: number): void => {
        if (from === to) return;
        use({
          count: to - from,
          hashes: hashes.subarray(from, to),
          ...(isWide ? { rests: rests.subarray(from, to) } : {}),
          rows: rows.subarray(from, to),
          high,
        });
      };
      const high = Math.floor(batch.firstRow / HIGH_HALF);
      const below = rowsBelow(rows, kept, batch.firstRow);
      hand(0, below, high);
      hand(below, kept, high + 1);
    },
  };
}

function openSpace(memory: Memory, secret: Uint8Array): Space {
  const words = (): BigUint64Array =>
    new BigUint64Array(memory.buffer, allocate(memory, 8 * BATCH_ROWS), BATCH_ROWS);
  const key = allocate(memory, SECRET_BYTES);
  memory.bytes.set(secret, key);
  return {
    kernels: openKeyKernels(memory),
    hashes: words(),
    others: words(),
    rests: words(),
    rows: new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS),
    valid: new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS),
    key,
    scratch: allocate(memory, SECRET_BYTES),
  };
}

/** Keys of all rows; those with a null get any. */
function hashColumns(
  space: Space,
  columns: readonly BatchColumn[],
  count: number,
  isWide: boolean,
): void {
  const { kernels, hashes, others, rests, key, scratch } = space;
  const join = (): void =>
    kernels.joinHashes(hashes.byteOffset, others.byteOffset, count, key, ...ROUNDS, scratch);
  for (const [i, column] of columns.entries()) {
    hashColumn(space, column, count, i === 0 ? hashes : others);
    if (i > 0) join();
    if (isWide || column.vector.kind !== 'uuid') continue;
    others.set(rests);
    join();
  }
}

/** Drops the keys of rows with a null, and gives the number of those that stay. */
function keepKeys(
  { kernels, hashes, rests, rows, valid }: Space,
  columns: readonly BatchColumn[],
  { firstRow, rowCount }: Batch,
  isWide: boolean,
): number {
  const nullable = columns.flatMap((column) => column.valid ?? []);
  valid.fill(1, 0, rowCount);
  for (const { byteOffset } of nullable)
    kernels.bothPresent(valid.byteOffset, byteOffset, valid.byteOffset, rowCount);
  return kernels.keepPresent(
    hashes.byteOffset,
    isWide ? rests.byteOffset : 0,
    nullable.length === 0 ? 0 : valid.byteOffset,
    rows.byteOffset,
    rowCount,
    firstRow | 0,
  );
}

/** How many of ascending rows, known by their lower halves, lie before the next multiple of 2^32. */
function rowsBelow(rows: Int32Array, count: number, firstRow: number): number {
  const first = (firstRow | 0) >>> 0;
  let below = count;
  while (below > 0 && (rows[below - 1] as number) >>> 0 < first) below -= 1;
  return below;
}

/** Keys of one column: bijections where values have a fixed width, hashes of texts. */
function hashColumn(
  { kernels, key, rests }: Space,
  { vector, valid }: BatchColumn,
  count: number,
  { byteOffset: out }: BigUint64Array,
): void {
  switch (vector.kind) {
    case 'text': {
      const { address, length } = vector;
      const flags = valid?.byteOffset ?? 0;
      kernels.hashTexts(address.byteOffset, length.byteOffset, flags, out, count, key, ...ROUNDS);
      return;
    }
    case 'number':
      kernels.mixNumbers(vector.values.byteOffset, out, count, key);
      return;
    case 'bigint':
      kernels.mixInt64s(vector.values.byteOffset, out, count, key);
      return;
    case 'boolean':
      kernels.mixFlags(vector.values.byteOffset, out, count, key);
      return;
    case 'uuid':
      kernels.mixUuids(vector.words.byteOffset, out, rests.byteOffset, count, key);
  }
}
