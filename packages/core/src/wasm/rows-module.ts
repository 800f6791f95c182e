import { openModule } from './instantiate.ts';
import { WASM } from './modules/rows.generated.ts';

/** Functions of `kernels/rows`: addresses and row numbers are 32-bit integers. */
interface RowsExports {
  writeRows(
    pieces: number,
    piecesEnd: number,
    from: number,
    to: number,
    out: number,
    limit: number,
    result: number,
  ): number;
}

export const rowKernels = openModule<RowsExports>(WASM);
