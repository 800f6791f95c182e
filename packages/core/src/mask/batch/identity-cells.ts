import { allocate, regionSize } from '../../kernels/memory.ts';
import { openMaskKernels } from '../../mask-kernels/open-mask-kernels.ts';
import { BATCH_ROWS } from '../../model/batch.ts';
import { normaliseIdentity } from '../normalise.ts';
import type { CellSpace, CellViews } from './cell-mask.ts';
import { heapRoom } from './heap-room.ts';
import { openStringCells } from './string-cells.ts';

/** Identities of cells, see `normaliseIdentity`; overwritten by the next call. Those of nulls are empty. */
export type FoldCells = (cells: CellViews, rowCount: number) => CellViews;

/** Bytes of memory that {@link openFoldCells} takes. */
export const FOLD_CELLS_SIZE = 2 * regionSize(4 * BATCH_ROWS) + 2 * regionSize(BATCH_ROWS);

/** Folds texts by a kernel; those that it finds odd, in other scripts or with blanks to spare, as strings. */
export function openFoldCells({ memory, heap }: CellSpace): FoldCells {
  const { foldTexts } = openMaskKernels(memory);
  const strings = openStringCells(memory, heap);
  const words = () => new Int32Array(memory.buffer, allocate(memory, 4 * BATCH_ROWS), BATCH_ROWS);
  const flags = () => new Uint8Array(memory.buffer, allocate(memory, BATCH_ROWS), BATCH_ROWS);
  const odd = flags();
  const folded: CellViews = { address: words(), length: words(), valid: flags() };
  return (cells, rowCount) => {
    const { address, length, valid } = cells;
    heap.next = foldTexts(
      address.byteOffset,
      length.byteOffset,
      valid.byteOffset,
      rowCount,
      heapRoom(heap, bytesOf(cells, rowCount)),
      folded.address.byteOffset,
      folded.length.byteOffset,
      odd.byteOffset,
    );
    folded.valid.fill(1, 0, rowCount);
    for (let row = odd.indexOf(1); row >= 0 && row < rowCount; row = odd.indexOf(1, row + 1))
      strings.write(normaliseIdentity(strings.read(cells, row) ?? ''), folded, row);
    odd.fill(0, 0, rowCount);
    return folded;
  };
}

function bytesOf({ length, valid }: CellViews, rowCount: number): number {
  let sum = 0;
  for (let row = 0; row < rowCount; row++) if (valid[row] === 1) sum += length[row] as number;
  return sum;
}
