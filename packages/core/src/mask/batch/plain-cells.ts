import { allocate, regionSize } from '../../kernels/memory.ts';
import type { CellMaskPlan } from './cell-mask.ts';

/** Masks that are the values: views of the text as it was read. */
export const KEPT_CELLS: CellMaskPlan = {
  size: 0,
  open:
    () =>
    ({ cells, masks }) => {
      masks.address.set(cells.address);
      masks.length.set(cells.length);
      masks.valid.set(cells.valid);
      return 0;
    },
};

/** Masks that are null. */
export const NULL_CELLS: CellMaskPlan = {
  size: 0,
  open:
    () =>
    ({ masks, rowCount }) => {
      masks.address.fill(0, 0, rowCount);
      masks.length.fill(0, 0, rowCount);
      masks.valid.fill(0, 0, rowCount);
      return 0;
    },
};

/** Masks that are one and the same text. Null stays null. */
export function constantCells(text: string): CellMaskPlan {
  const bytes = new TextEncoder().encode(text);
  return {
    size: regionSize(bytes.length),
    open({ memory }) {
      const address = allocate(memory, bytes.length);
      memory.bytes.set(bytes, address);
      return ({ cells, masks, rowCount }) => {
        masks.address.fill(address, 0, rowCount);
        masks.length.fill(bytes.length, 0, rowCount);
        masks.valid.set(cells.valid);
        return 0;
      };
    },
  };
}
