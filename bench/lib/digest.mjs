import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Calls `take` with each piece of a file, which is valid until `take` returns. */
export function readPieces(file, take) {
  const input = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(1 << 20);
  try {
    for (;;) {
      const read = readSync(input, buffer, 0, buffer.length, null);
      if (read === 0) return;
      take(buffer.subarray(0, read));
    }
  } finally {
    closeSync(input);
  }
}

/** SHA-256 of a file, as sixteen hexadecimal digits: enough to tell two outputs apart. */
export function fileDigest(file) {
  const hash = createHash('sha256');
  readPieces(file, (piece) => hash.update(piece));
  return short(hash);
}

/** The same of a text. */
export function textDigest(text) {
  return short(createHash('sha256').update(text));
}

function short(hash) {
  return hash.digest('hex').slice(0, 16);
}
