import { allocate, regionSize } from '../../kernels/memory.ts';
import { openMaskKernels } from '../../mask-kernels/open-mask-kernels.ts';
import { COLUMN_HMAC_SIZE, HMAC_BYTES } from '../column-hmac.ts';
import { BITS_PER_CHARACTER, ENCODING_ALPHABETS, type TextEncoding } from '../encode-text.ts';
import type { MaskKey } from '../mask-key.ts';
import type { CellMaskPlan } from './cell-mask.ts';
import { countLeft } from './count-left.ts';
import { heapRoom } from './heap-room.ts';

/** How tokens are written: at most 256 bits. */
export interface TokenShape {
  /** Use of the key that they are digests for. */
  readonly use: string;
  readonly encoding: TextEncoding;
  readonly length: number;
}

/** HMAC-SHA-256 of each cell as text. */
export function tokenCells({ use, encoding, length }: TokenShape, key: MaskKey): CellMaskPlan {
  const characters = new TextEncoder().encode(ENCODING_ALPHABETS[encoding]);
  return {
    size: COLUMN_HMAC_SIZE + regionSize(characters.length),
    open({ memory, heap }) {
      const hmac = key.columnHmac(use, memory);
      const alphabet = allocate(memory, characters.length);
      memory.bytes.set(characters, alphabet);
      const { writeTokens } = openMaskKernels(memory);
      return ({ cells, masks, left, rowCount }) => {
        heap.next = writeTokens(
          hmac.digest(cells, rowCount).byteOffset,
          HMAC_BYTES,
          rowCount,
          alphabet,
          BITS_PER_CHARACTER[encoding],
          length,
          cells.address.byteOffset,
          cells.length.byteOffset,
          cells.valid.byteOffset,
          heapRoom(heap, rowCount * length),
          masks.address.byteOffset,
          masks.length.byteOffset,
          left.byteOffset,
        );
        masks.valid.set(cells.valid);
        return countLeft(left, rowCount);
      };
    },
  };
}
