import type { CellColumn, CellSpace, CellViews } from './cell-mask.ts';
import { FOLD_CELLS_SIZE, openFoldCells } from './identity-cells.ts';

/** Identities of a batch: of the values themselves, and of whom they belong to. */
export interface OwnedCells {
  readonly self: CellViews;
  /** Of the column `by`; of the value itself where that is null or blank, or there is none. */
  readonly owner: CellViews;
}

/** Bytes of memory that {@link openOwnedCells} takes. */
export const ownedCellsSize = (by: string | undefined): number =>
  by === undefined ? FOLD_CELLS_SIZE : 2 * FOLD_CELLS_SIZE;

/** The identities that `identitiesOf` gives. */
export function openOwnedCells(
  space: CellSpace,
  by: string | undefined,
): (column: CellColumn) => OwnedCells {
  const foldSelf = openFoldCells(space);
  if (by === undefined)
    return ({ cells, rowCount }) => {
      const self = foldSelf(cells, rowCount);
      return { self, owner: self };
    };
  const foldOwner = openFoldCells(space);
  return ({ cells, other, rowCount }) => {
    const self = foldSelf(cells, rowCount);
    const owner = foldOwner(other(by), rowCount);
    for (let row = 0; row < rowCount; row++) {
      if (owner.length[row] !== 0) continue;
      owner.address[row] = self.address[row] as number;
      owner.length[row] = self.length[row] as number;
    }
    return { self, owner };
  };
}
