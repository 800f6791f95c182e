import type { AsyncBuffer } from 'hyparquet';

/** A file of which any part may be asked for. */
export interface RangedFile extends AsyncBuffer {
  close(): Promise<void>;
}
