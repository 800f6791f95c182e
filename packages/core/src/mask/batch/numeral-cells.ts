import { allocate, type Memory, regionSize } from '../../kernels/memory.ts';
import { NO_NUMERAL } from '../../mask-kernels/numerals.ts';
import { openMaskKernels } from '../../mask-kernels/open-mask-kernels.ts';
import { BATCH_ROWS } from '../../model/batch.ts';
import { COLUMN_FF1_SIZE, type ColumnFf1, type Ff1Options, openColumnFf1 } from '../column-ff1.ts';
import { shortestNumeral } from '../ff1.ts';
import type { CellColumn, CellMask, CellMaskPlan, CellSpace } from './cell-mask.ts';
import { heapRoom } from './heap-room.ts';

const RADIX = 10;
const FEWEST_DIGITS = shortestNumeral(RADIX);
/** Halves of nine digits are numbers of 32 bits. */
const MOST_DIGITS = 18;

/** FF1 of decimal numerals on columns; separators stay where they are, or are left to `create`. */
export function numeralCells(
  secret: Pick<Ff1Options, 'key' | 'tweak'>,
  keepSeparators: boolean,
): CellMaskPlan {
  // Memory that no length needs stays untouched, and costs nothing.
  const lengths = MOST_DIGITS - FEWEST_DIGITS + 1;
  return {
    size: lengths * COLUMN_FF1_SIZE + regionSize(BATCH_ROWS) + regionSize(4 * BATCH_ROWS),
    open: (space) => openNumeralCells(space, secret, keepSeparators),
  };
}

interface Work extends CellSpace {
  /** Digits of each cell. */
  readonly counts: Uint8Array;
  /** Rows of the numerals of one length. */
  readonly rows: number;
  cipherOf(digits: number): ColumnFf1;
}

function openNumeralCells(
  space: CellSpace,
  secret: Pick<Ff1Options, 'key' | 'tweak'>,
  keepSeparators: boolean,
): CellMask {
  const { memory } = space;
  const counts = new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const rows = allocate(memory, 4 * BATCH_ROWS);
  const work: Work = { ...space, counts, rows, cipherOf: openCiphers(memory, secret) };
  const { countDigits } = openMaskKernels(memory);
  return (column) => {
    const { rowCount, cells, masks, left } = column;
    const { address, length, valid } = cells;
    masks.address.set(address);
    masks.length.set(length);
    masks.valid.set(valid);
    countDigits(
      address.byteOffset,
      length.byteOffset,
      valid.byteOffset,
      rowCount,
      keepSeparators ? 1 : 0,
      counts.byteOffset,
    );
    const { lengths, leftCells } = sortByLength(counts, left, rowCount);
    for (const [digits, numerals] of lengths.entries())
      if (numerals > 0) encryptLength(work, column, { digits, numerals });
    return leftCells;
  };
}

/** How many numerals there are of each length; others are left, but for cells without a digit. */
function sortByLength(
  counts: Uint8Array,
  left: Uint8Array,
  rowCount: number,
): { readonly lengths: Uint32Array; readonly leftCells: number } {
  const lengths = new Uint32Array(NO_NUMERAL + 1);
  for (let row = 0; row < rowCount; row++) {
    const digits = counts[row] as number;
    lengths[digits] = (lengths[digits] as number) + 1;
  }
  const inside = lengths.subarray(FEWEST_DIGITS, MOST_DIGITS + 1);
  const leftCells = rowCount - (lengths[0] as number) - inside.reduce((sum, one) => sum + one, 0);
  if (leftCells > 0)
    for (let row = 0; row < rowCount; row++) left[row] = isOutside(counts[row] as number) ? 1 : 0;
  lengths.fill(0, 0, FEWEST_DIGITS).fill(0, MOST_DIGITS + 1);
  return { lengths, leftCells };
}

const isOutside = (digits: number): boolean =>
  digits !== 0 && (digits < FEWEST_DIGITS || digits > MOST_DIGITS);

function encryptLength(
  { memory, heap, counts, rows, cipherOf }: Work,
  { cells, masks, rowCount }: CellColumn,
  { digits, numerals }: { readonly digits: number; readonly numerals: number },
): void {
  const { readNumerals, writeNumerals } = openMaskKernels(memory);
  const cipher = cipherOf(digits);
  const [first, second] = [cipher.first.byteOffset, cipher.second.byteOffset];
  const address = cells.address.byteOffset;
  readNumerals(address, counts.byteOffset, rowCount, digits, rows, first, second);
  cipher.encrypt(numerals);
  let bytes = 0;
  for (let row = 0; row < rowCount; row++)
    if (counts[row] === digits) bytes += cells.length[row] as number;
  heap.next = writeNumerals(
    address,
    cells.length.byteOffset,
    rows,
    numerals,
    digits,
    first,
    second,
    heapRoom(heap, bytes),
    masks.address.byteOffset,
    masks.length.byteOffset,
  );
}

/** A cipher for each length, opened when it is first needed. */
function openCiphers(
  memory: Memory,
  secret: Pick<Ff1Options, 'key' | 'tweak'>,
): (digits: number) => ColumnFf1 {
  const opened = new Map<number, ColumnFf1>();
  return (digits) => {
    const known = opened.get(digits) ?? openColumnFf1(memory, { ...secret, radix: RADIX, digits });
    opened.set(digits, known);
    return known;
  };
}
