import { closeSync, openSync, writeSync } from 'node:fs';

const ROWS_PER_WRITE = 1000;

/**
 * Writes `rows` records as NDJSON, the way a careful script would: one `JSON.stringify` per row,
 * one write per thousand rows. Every JavaScript peer goes through here.
 */
export function writeRows(file, rows, makeRow) {
  const output = openSync(file, 'w');
  try {
    let lines = '';
    for (let row = 0; row < rows; row += 1) {
      lines += `${JSON.stringify(makeRow())}\n`;
      if ((row + 1) % ROWS_PER_WRITE === 0 || row + 1 === rows) {
        writeSync(output, lines);
        lines = '';
      }
    }
  } finally {
    closeSync(output);
  }
}
