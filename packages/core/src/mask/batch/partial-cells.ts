import type { Memory } from '../../kernels/memory.ts';
import type { CellMaskPlan, CellViews } from './cell-mask.ts';
import { countLeft } from './count-left.ts';
import { heapRoom } from './heap-room.ts';

/** What is hidden of a value. */
export interface PartialShape {
  /** A character of ASCII. */
  readonly character: string;
  readonly keepFirst: number;
  readonly keepLast: number;
  /** Characters of the hidden part; undefined where it is as long as what it hides. */
  readonly hiddenLength: number | undefined;
}

/** Values with a part hidden; those that are not ASCII are left to `create`, which counts characters. */
export function partialCells(shape: PartialShape): CellMaskPlan | undefined {
  if (shape.character > '~') return undefined;
  return {
    size: 0,
    open: ({ memory, heap }) => {
      const hide = openHide(memory, shape);
      return ({ cells, masks, left, rowCount }) => {
        const { address, length, valid } = cells;
        masks.valid.set(valid);
        let at = heapRoom(heap, mostBytes(cells, rowCount, shape));
        for (let row = 0; row < rowCount; row++) {
          masks.address[row] = at;
          if (valid[row] === 1) at = hide(at, address[row] as number, length[row] as number);
          masks.length[row] = at - (masks.address[row] as number);
          // Nothing is written of a value that is not ASCII; of others something is, but for the empty text.
          const isLeft = masks.length[row] === 0 && length[row] !== 0 && valid[row] === 1;
          left[row] = Number(isLeft);
        }
        heap.next = at;
        return countLeft(left, rowCount);
      };
    },
  };
}

/** Writes a value with its part hidden and gives the address behind it; nothing where it is not ASCII. */
function openHide(
  { bytes }: Memory,
  { character, keepFirst, keepLast, hiddenLength }: PartialShape,
) {
  const hiding = character.charCodeAt(0);
  return (to: number, from: number, length: number): number => {
    for (let at = from; at < from + length; at++) if ((bytes[at] as number) >= 0x80) return to;
    const isHidden = length <= keepFirst + keepLast;
    const [head, tail] = isHidden ? [0, 0] : [keepFirst, keepLast];
    const hidden = hiddenLength ?? length - head - tail;
    bytes.copyWithin(to, from, from + head);
    bytes.fill(hiding, to + head, to + head + hidden);
    bytes.copyWithin(to + head + hidden, from + length - tail, from + length);
    return to + head + hidden + tail;
  };
}

function mostBytes(
  { length, valid }: CellViews,
  rowCount: number,
  { keepFirst, keepLast, hiddenLength }: PartialShape,
): number {
  if (hiddenLength !== undefined) return rowCount * (keepFirst + hiddenLength + keepLast);
  let sum = 0;
  for (let row = 0; row < rowCount; row++) if (valid[row] === 1) sum += length[row] as number;
  return sum;
}
