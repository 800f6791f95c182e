import { Escapes, type PackedDictionary } from '../model/batch.ts';
import { escapesOfBytes } from '../model/escapes.ts';

const packed = new WeakMap<readonly string[], PackedDictionary>();

/** Packs texts into one shared block. The same list gives the same dictionary. */
export function packDictionary(entries: readonly string[]): PackedDictionary {
  const known = packed.get(entries);
  if (known !== undefined) return known;
  const dictionary = pack(entries);
  packed.set(entries, dictionary);
  return dictionary;
}

function pack(entries: readonly string[]): PackedDictionary {
  const encoder = new TextEncoder();
  const encoded = entries.map((entry) => encoder.encode(entry));
  const size = encoded.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(new SharedArrayBuffer(Math.max(1, size)));
  const offsets = new Int32Array(new SharedArrayBuffer(4 * (entries.length + 1)));
  let escapes: number = Escapes.none;
  let at = 0;
  encoded.forEach((entry, i) => {
    bytes.set(entry, at);
    escapes |= escapesOfBytes(entry, 0, entry.length);
    at += entry.length;
    offsets[i + 1] = at;
  });
  return { bytes, offsets, escapes };
}
