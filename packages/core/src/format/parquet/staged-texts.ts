import { CellTooLargeError } from '../../errors.ts';
import type { PackedDictionary, TextVector } from '../../model/batch.ts';
import { PAGE_ROWS } from './limits.ts';
import type { ColumnSpace, PageSpace } from './page-space.ts';
import type { StagedCells, StagedPiece } from './staged.ts';

/** Longer cells are copied by the platform, shorter ones eight bytes at a time: that call costs more than they do. */
const WIDE_BYTES = 128;

/** Texts one behind the other in the arena, with their addresses and lengths; numbers of entries as long as all have them. */
export function openStagedTexts(
  space: PageSpace,
  { cells, known }: ColumnSpace,
  arena: { at: number },
): StagedCells {
  const part = (index: number): Int32Array =>
    new Int32Array(space.memory.buffer, cells + 4 * PAGE_ROWS * index, PAGE_ROWS);
  const address = part(0);
  const length = part(1);
  const codes = part(2);
  let dictionary: PackedDictionary | undefined;
  let escapes = 0;
  return {
    add({ vector, valid }, piece, to) {
      if (vector.kind !== 'text') throw new TypeError(`${vector.kind} cells among texts`);
      const { from, rows, isNear } = piece;
      const { entries } = vector;
      const isKnown = isNear && entries !== undefined && entries.dictionary === known?.source;
      const isAlike = to === 0 || dictionary !== undefined;
      dictionary = isKnown && isAlike ? known.source : undefined;
      if (isKnown) codes.set(entries.codes.subarray(from, from + rows), to);
      escapes |= vector.escapes;
      const copy = isNear ? copyNear : copyFar;
      arena.at = copy(space, vector, valid, piece, arena.at, {
        address: address.byteOffset + 4 * to,
        length: length.byteOffset + 4 * to,
      });
    },
    take() {
      const entries = dictionary && { codes, dictionary };
      return { kind: 'text', address, length, escapes, ...(entries && { entries }) };
    },
  };
}

/** Where addresses and lengths of copied texts go. */
interface Views {
  readonly address: number;
  readonly length: number;
}

type CopyTexts = (
  space: PageSpace,
  vector: TextVector,
  valid: Uint8Array | undefined,
  piece: StagedPiece,
  at: number,
  views: Views,
) => number;

const copyNear: CopyTexts = ({ kernels }, { address, length }, valid, { from, rows }, at, views) =>
  kernels.stageTexts(
    address.byteOffset + 4 * from,
    length.byteOffset + 4 * from,
    valid === undefined ? 0 : valid.byteOffset + from,
    rows,
    at,
    views.address,
    views.length,
  );

const copyFar: CopyTexts = (space, vector, valid, { batch, from, rows }, at, views) => {
  const { memory, regions } = space;
  const end = regions.texts + regions.textBytes;
  const source = new DataView(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
  let to = at;
  for (let i = 0; i < rows; i++) {
    const isNull = valid !== undefined && valid[from + i] === 0;
    const size = isNull ? 0 : (vector.length[from + i] as number);
    if (to + size > end) throw new CellTooLargeError(batch.firstRow + from + i, regions.textBytes);
    const start = vector.address[from + i] as number;
    if (size > WIDE_BYTES) memory.bytes.set(batch.bytes.subarray(start, start + size), to);
    else copyShort(memory.view, to, source, start, size);
    memory.view.setInt32(views.address + 4 * i, to, true);
    memory.view.setInt32(views.length + 4 * i, size, true);
    to += size;
  }
  return to;
};

/** Text vectors leave 16 readable bytes behind every cell, and regions as many writable ones. */
function copyShort(
  target: DataView,
  to: number,
  source: DataView,
  from: number,
  size: number,
): void {
  for (let k = 0; k < size; k += 8) {
    target.setInt32(to + k, source.getInt32(from + k, true), true);
    target.setInt32(to + k + 4, source.getInt32(from + k + 4, true), true);
  }
}
