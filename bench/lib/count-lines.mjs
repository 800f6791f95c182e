import { readPieces } from './digest.mjs';

/** Rows and bytes of a whole file. */
export function countLines(file) {
  let rows = 0;
  let bytes = 0;
  readPieces(file, (piece) => {
    bytes += piece.length;
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) rows += 1;
  });
  return { rows, bytes };
}
