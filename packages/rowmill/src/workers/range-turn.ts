import type { Control } from './control.ts';
import { writeFully } from './write-fully.ts';

/** The turn of one range to write: it begins with the first byte that it writes, or when its place in the file is needed. */
export interface Turn {
  /** Writes behind all ranges before this one. */
  readonly put: (bytes: Uint8Array) => void;
  /** Rows in the file before this range. */
  rowsBefore(): number;
  /** Lets the next range follow, behind so many rows of this one; gives the bytes of this one. */
  end(rows: number): number;
}

/** @param file descriptor of the file that is written */
export function openTurn(control: Control, range: number, file: number): Turn {
  let start: number | undefined;
  let position = 0;
  const begin = (): number => {
    if (start === undefined) {
      start = control.beginTurn(range);
      position = start;
    }
    return start;
  };
  return {
    put(bytes) {
      begin();
      position += writeFully(file, bytes, position);
    },
    rowsBefore() {
      begin();
      return control.rowsBefore();
    },
    end(rows) {
      const first = begin();
      control.endTurn(range, position, rows);
      return position - first;
    },
  };
}
