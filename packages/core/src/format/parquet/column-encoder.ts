import type { BatchColumn } from '../../model/batch.ts';
import type { ChunkBounds } from './chunk-bounds.ts';
import type { PageCells } from './page-cells.ts';

/** The values of a page as it stores them, nulls left out: bytes in the memory of the space. */
export interface EncodedPage {
  /** Number of `enum Encoding`. */
  readonly encoding: number;
  readonly address: number;
  readonly byteLength: number;
}

/** Texts that pages refer to by number, as a page of their own: bytes in the memory of the space. */
export interface DictionaryPage {
  readonly entryCount: number;
  readonly address: number;
  readonly byteLength: number;
}

/** Encodes one column, page by page. It decides how by what it saw of the chunk, never of another one. */
export interface ColumnEncoder {
  /**
   * Encodes the values of a page; they are valid until the space is used again.
   *
   * @throws DataError when a cell does not fit its column.
   */
  encode(cells: PageCells): EncodedPage;
  /** Ends the chunk. The dictionary is valid until the next page is encoded. */
  endChunk(): {
    readonly dictionary?: DictionaryPage | undefined;
    readonly bounds?: ChunkBounds | undefined;
  };
}

/** @throws TypeError always: a column was declared as one thing, and its batches hold another. */
export function refuseVector({ name, type, vector }: BatchColumn): never {
  throw new TypeError(`column ${name}: ${vector.kind} cells cannot be written as ${type.kind}`);
}
