import type { MaskContext } from './define.ts';
import { MaskError } from './mask-error.ts';

/** Memory that one column may take for what is learned of it. */
const MOST_LEARNED_BYTES = 256 * 2 ** 20;

/** What a cell takes beside its text: references, and its place in a list. */
const BYTES_OF_CELL = 48;

/** Counts what is remembered of a column, and refuses more than memory may take. */
export interface LearnedBytes {
  /** @throws MaskError when the limit is passed. */
  add(value: string): void;
}

/** @param most bytes; 256 MiB unless given */
export function countLearnedBytes(
  { table, column }: MaskContext,
  most = MOST_LEARNED_BYTES,
): LearnedBytes {
  let bytes = 0;
  return {
    add(value) {
      bytes += BYTES_OF_CELL + 2 * value.length;
      if (bytes > most)
        throw new MaskError(
          table,
          column,
          `its values take more than ${Math.floor(most / 2 ** 20)} MiB of memory - mask the column by a strategy that does not look at it first`,
        );
    },
  };
}
