/** Least and greatest cell of a chunk, as statistics have them. Plain data. */
export interface ChunkBounds {
  readonly min: Bound;
  /** Absent where there is no text above the greatest one that is short enough. */
  readonly max: Bound | undefined;
}

export interface Bound {
  /** The cell in PLAIN encoding, texts without their length. */
  readonly bytes: Uint8Array;
  /** The bytes are the cell itself, not something below the least or above the greatest one. */
  readonly isExact: boolean;
}

/** Gathers the bounds of a chunk page by page, in the order of bytes without sign. */
export interface BytesBounds {
  /** @param max stays what it is until the call returns, as `min` */
  include(min: Uint8Array, max: Uint8Array): void;
  /** Gives what was gathered, and starts anew. */
  take(): ChunkBounds | undefined;
}

/** Longer texts are cut, so that a footer stays small. */
const MAX_BYTES = 64;

/** The first bytes of a text, and whether that is all of it. */
interface Prefix {
  readonly bytes: Uint8Array;
  readonly isAll: boolean;
}

/** Bounds of texts and UUIDs. */
export function openBytesBounds(): BytesBounds {
  let min: Prefix | undefined;
  let max: Prefix | undefined;
  return {
    include(least, most) {
      const low = prefixOf(least);
      const high = prefixOf(most);
      if (min === undefined || compare(low, min) < 0) min = copyOf(low);
      if (max === undefined || compare(high, max) > 0) max = copyOf(high);
    },
    take() {
      const bounds = min && max && { min: floorOf(min), max: ceilingOf(max) };
      min = undefined;
      max = undefined;
      return bounds;
    },
  };
}

function prefixOf(text: Uint8Array): Prefix {
  return { bytes: text.subarray(0, MAX_BYTES), isAll: text.length <= MAX_BYTES };
}

const copyOf = ({ bytes, isAll }: Prefix): Prefix => ({ bytes: bytes.slice(), isAll });

/** Below 0 where the first one stands first. Of two with the same beginning, the one that ends there does. */
function compare(one: Prefix, other: Prefix): number {
  const common = Math.min(one.bytes.length, other.bytes.length);
  for (let k = 0; k < common; k++) {
    const difference = (one.bytes[k] as number) - (other.bytes[k] as number);
    if (difference !== 0) return difference;
  }
  const byLength = one.bytes.length - other.bytes.length;
  return byLength !== 0 ? byLength : Number(other.isAll) - Number(one.isAll);
}

function floorOf({ bytes, isAll }: Prefix): Bound {
  return { bytes: isAll ? bytes : wholeCharacters(bytes), isExact: isAll };
}

/** The shortest text above every one that begins like this: its last character that has a successor is raised. */
function ceilingOf({ bytes, isAll }: Prefix): Bound | undefined {
  if (isAll) return { bytes, isExact: true };
  const characters = [
    ...new TextDecoder('utf-8', { ignoreBOM: true }).decode(wholeCharacters(bytes)),
  ];
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const next = successorOf(last.codePointAt(0) as number);
    if (next === undefined) continue;
    const raised = characters.join('') + String.fromCodePoint(next);
    return { bytes: new TextEncoder().encode(raised), isExact: false };
  }
  return undefined;
}

const FIRST_SURROGATE = 0xd800;
const BEHIND_SURROGATES = 0xe000;
const LAST_CODE_POINT = 0x10ffff;

function successorOf(codePoint: number): number | undefined {
  if (codePoint === LAST_CODE_POINT) return undefined;
  return codePoint + 1 === FIRST_SURROGATE ? BEHIND_SURROGATES : codePoint + 1;
}

/** UTF-8 without the character that it may end within. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end--;
  if (end === 0) return bytes;
  const lead = bytes[end - 1] as number;
  const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return end - 1 + size === bytes.length ? bytes : bytes.subarray(0, end - 1);
}
