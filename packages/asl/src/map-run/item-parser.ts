import type { Json } from '../json.ts';
import type { Item } from './item.ts';

/** An item whose object is not known here. */
export type ParsedItem = Omit<Item, 'source'>;

/** Finds items in text that arrives in pieces. Keeps no more of it than the item that is not whole yet. */
export interface ItemParser {
  /** @returns the items that are whole now */
  push(text: string): readonly ParsedItem[];
  /** The text is over. @returns the items that were still open */
  end(): readonly ParsedItem[];
}

/** What is wrong with a text. The reader adds which object it was. */
export class ItemSyntaxError extends Error {
  override readonly name = 'ItemSyntaxError';
  /** From 1. */
  readonly line: number;

  constructor(reason: string, options: ErrorOptions & { readonly line: number }) {
    super(reason, options);
    this.line = options.line;
  }
}

/** AWS reads items of up to 8 MB. Also keeps a file without line ends or closing quotes out of the memory. */
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
export function parseJson(text: string, line: number): Json {
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
