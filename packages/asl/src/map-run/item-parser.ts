import type { Json } from '../json.ts';

/** Finds items in text that arrives in pieces. Keeps no more of it than the item that is not whole yet. */
export interface ItemParser {
  /** @returns the items that are whole now */
  push(text: string): readonly Json[];
  /** The text is over. @returns the items that were still open */
  end(): readonly Json[];
}

/**
 * What is wrong with a text. The reader adds which object it was.
 *
 * @param line from 1
 */
export class ItemSyntaxError extends Error {
  override readonly name = 'ItemSyntaxError';
  readonly line: number;

  constructor(reason: string, options: ErrorOptions & { readonly line: number }) {
    super(reason, options);
    this.line = options.line;
  }
}

/** Characters of one item: a file without line ends or closing quotes must not fill the memory. */
const MAX_ITEM_LENGTH = 8 * 1024 * 1024;

export function checkItemLength(length: number, line: number): void {
  if (length > MAX_ITEM_LENGTH) {
    throw new ItemSyntaxError(
      `an item is longer than ${MAX_ITEM_LENGTH} characters - split it, or close the quote or bracket that is open`,
      { line },
    );
  }
}

/** @param line where the text begins; blank lines in front of the value are counted */
export function parseItem(text: string, line: number): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const blank = text.slice(0, text.length - text.trimStart().length);
    throw new ItemSyntaxError(`not JSON: ${(error as Error).message}`, {
      line: line + blank.split('\n').length - 1,
      cause: error,
    });
  }
}
