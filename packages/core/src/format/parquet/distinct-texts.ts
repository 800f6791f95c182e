import { createByteBuffer } from './byte-buffer.ts';

/** Cells looked at before the search may be given up, and the share of them that may be new. */
const TRIAL_CELLS = 4096;
const MAX_SHARE = 0.5;
const HASH_FACTOR = 0x01000193;
const HASH_START = 0x811c9dc5 | 0;

/** Texts one behind the other, and how long each is. */
export interface Texts {
  readonly lengths: Int32Array;
  readonly bytes: Uint8Array;
}

/** Cells as numbers of distinct texts, which are numbered as they first appear. */
export interface DistinctTexts {
  readonly codes: Int32Array;
  readonly entries: Texts;
}

/** Finds the texts that repeat; undefined when more than half of the cells are new ones. */
export function distinctTexts({ lengths, bytes }: Texts): DistinctTexts | undefined {
  const count = lengths.length;
  const index = openIndex(bytes, Math.ceil(count * MAX_SHARE));
  const codes = new Int32Array(count);
  let start = 0;
  for (let i = 0; i < count; i++) {
    const length = lengths[i] as number;
    const code = index.codeOf(start, length);
    if (code < 0 || (i >= TRIAL_CELLS && index.size() > i * MAX_SHARE)) return undefined;
    codes[i] = code;
    start += length;
  }
  return { codes, entries: index.entries() };
}

interface TextIndex {
  /** Number of the text that stands at `start`; a new one if it was not seen before, -1 if there is no room for it. */
  codeOf(start: number, length: number): number;
  size(): number;
  entries(): Texts;
}

/** Hash table with open addressing, at most half full: slots hold the number of an entry and one more. */
function openIndex(bytes: Uint8Array, capacity: number): TextIndex {
  const mask = 2 ** Math.ceil(Math.log2(2 * (capacity + 1))) - 1;
  const slots = new Int32Array(mask + 1);
  const starts = new Int32Array(capacity);
  const lengths = new Int32Array(capacity);
  let size = 0;
  const isEntry = (entry: number, start: number, length: number): boolean =>
    lengths[entry] === length && isSame(bytes, starts[entry] as number, start, length);
  return {
    codeOf(start, length) {
      let slot = hashOf(bytes, start, length) & mask;
      for (;;) {
        const entry = (slots[slot] as number) - 1;
        if (entry < 0) break;
        if (isEntry(entry, start, length)) return entry;
        slot = (slot + 1) & mask;
      }
      if (size === capacity) return -1;
      starts[size] = start;
      lengths[size] = length;
      slots[slot] = size + 1;
      return size++;
    },
    size: () => size,
    entries: () => gather(bytes, starts, lengths.slice(0, size)),
  };
}

/** FNV-1a over the bytes, with its high bits folded in. */
function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = HASH_START;
  for (let i = start; i < start + length; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), HASH_FACTOR);
  }
  return hash ^ (hash >>> 15);
}

function isSame(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[one + i] !== bytes[other + i]) return false;
  return true;
}

function gather(bytes: Uint8Array, starts: Int32Array, lengths: Int32Array): Texts {
  const all = createByteBuffer(lengths.reduce((sum, length) => sum + length, 0));
  for (const [i, length] of lengths.entries()) {
    const start = starts[i] as number;
    all.bytes.set(bytes.subarray(start, start + length), all.length);
    all.length += length;
  }
  return { lengths, bytes: all.bytes.subarray(0, all.length) };
}
