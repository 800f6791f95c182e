import type { BatchColumn } from '../../model/batch.ts';
import { textBytes } from './text-values.ts';

/** Rows, and bytes of text in them. */
export interface Extent {
  readonly rows: number;
  readonly textBytes: number;
}

/**
 * How many rows from `from` on still belong to a row group that has `room`: up to and with the one that fills it.
 * The answer depends on the rows alone, not on where their batch ends.
 */
export function rowsThatFit(
  columns: readonly BatchColumn[],
  from: number,
  end: number,
  room: Extent,
): Extent {
  const rows = Math.min(end - from, room.rows);
  const all = textBytesOfRows(columns, from, from + rows);
  if (all < room.textBytes) return { rows, textBytes: all };
  let sum = 0;
  for (let i = from; i < from + rows; i++) {
    sum += textBytesOfRows(columns, i, i + 1);
    if (sum >= room.textBytes) return { rows: i + 1 - from, textBytes: sum };
  }
  return { rows, textBytes: sum };
}

function textBytesOfRows(columns: readonly BatchColumn[], from: number, to: number): number {
  let sum = 0;
  for (const { vector, valid } of columns) {
    if (vector.kind === 'text') sum += textBytes(vector.length, valid, from, to);
  }
  return sum;
}
