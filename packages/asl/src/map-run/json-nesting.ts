import { ItemSyntaxError } from './item-parser.ts';

/** Deeper values are no data but an attack on what walks through them. */
const MAX_DEPTH = 1000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Follows strings, brackets and braces of a JSON text, one code unit after the other. */
export interface JsonNesting {
  /** Whether a code unit stands outside of all strings, brackets and braces; a closing one counts to the outside. */
  isOutermost(code: number, line: number): boolean;
}

export function jsonNesting(): JsonNesting {
  let depth = 0;
  let isInString = false;
  let isEscaped = false;

  const stepInString = (code: number): void => {
    if (isEscaped) {
      isEscaped = false;
    } else if (code === BACKSLASH) {
      isEscaped = true;
    } else if (code === QUOTE) {
      isInString = false;
    }
  };

  const open = (line: number): void => {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new ItemSyntaxError(`values are nested deeper than ${MAX_DEPTH} levels`, { line });
    }
  };

  return {
    isOutermost(code, line) {
      if (isInString) {
        stepInString(code);
        return false;
      }
      switch (code) {
        case QUOTE:
          isInString = true;
          return false;
        case 0x5b:
        case 0x7b:
          open(line);
          return false;
        case 0x5d:
        case 0x7d:
          if (depth === 0) {
            return true;
          }
          depth--;
          return false;
        default:
          return depth === 0;
      }
    },
  };
}
