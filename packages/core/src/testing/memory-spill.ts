import type { KeySpill } from '../keys/unique-keys.ts';

/** A spill that keeps all in memory. */
export function memorySpill(): KeySpill {
  const pieces: Uint8Array[] = [];
  let all = new Uint8Array();
  return {
    get byteLength() {
      return pieces.reduce((sum, piece) => sum + piece.length, 0);
    },
    append: (bytes) => {
      pieces.push(bytes.slice());
      all = new Uint8Array();
    },
    read(position, into) {
      if (all.length === 0) {
        all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
        let at = 0;
        for (const piece of pieces) {
          all.set(piece, at);
          at += piece.length;
        }
      }
      into.set(all.subarray(position, position + into.length));
    },
  };
}
