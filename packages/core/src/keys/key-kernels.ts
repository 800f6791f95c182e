/**
 * Kernels of keys over one memory, in TypeScript (the specification) or WebAssembly: the same bytes.
 *
 * Addresses and counts are 32-bit integers, an address of 0 means that there is no such column. 64-bit values lie in
 * memory as two 32-bit words, the lower one first. Regions hold a multiple of 16 rows; so many may be written.
 */
export interface KeyKernels {
  /** A SipHash per text; see `siphash.ts`. */
  hashTexts(
    address: number,
    length: number,
    valid: number,
    out: number,
    count: number,
    key: number,
    compress: number,
    finish: number,
  ): void;
  /** SipHash of pairs of hashes, which replace the first of each; `scratch` are 16 bytes. */
  joinHashes(
    hashes: number,
    others: number,
    count: number,
    key: number,
    compress: number,
    finish: number,
    scratch: number,
  ): void;
  /** Keys of floats, 64-bit integers, bytes: bijections; see `mix-keys.ts`. */
  mixNumbers(values: number, out: number, count: number, key: number): void;
  mixInt64s(values: number, out: number, count: number, key: number): void;
  mixFlags(values: number, out: number, count: number, key: number): void;
  /** Keys of 128 bits, in two columns. */
  mixUuids(words: number, out: number, rests: number, count: number, key: number): void;
  /** Moves the keys of rows that have one to the front and notes their rows; see `presence.ts`. */
  keepPresent(
    hashes: number,
    rests: number,
    valid: number,
    rows: number,
    count: number,
    firstRow: number,
  ): number;
  bothPresent(flags: number, others: number, out: number, count: number): void;
  /** Sorts keys by partition; see `partition.ts`. */
  partitionKeys(
    hashes: number,
    rests: number,
    rows: number,
    count: number,
    offsets: number,
    outHashes: number,
    outRests: number,
    outRows: number,
  ): void;
  /** Tables of distinct keys; see `table.ts`. */
  insertKeys(
    hashes: number,
    rests: number,
    count: number,
    table: number,
    tableBits: number,
    passBits: number,
    pass: number,
    tally: number,
  ): number;
  listRepeated(...parameters: ListParameters): number;
  listMissing(...parameters: ListParameters): number;
  /** Blocks of a CBC-MAC; see `mac.ts`. */
  macFirst(address: number, length: number, valid: number, count: number, blocks: number): void;
  macNext(
    address: number,
    length: number,
    valid: number,
    count: number,
    index: number,
    states: number,
    blocks: number,
    picked: number,
  ): number;
  macPut(blocks: number, picked: number, count: number, states: number): void;
  /** HMAC-SHA-256 of texts, 32 bytes each; see `sha256.ts`. */
  hmacSha256(
    address: number,
    length: number,
    count: number,
    states: number,
    constants: number,
    scratch: number,
    out: number,
  ): void;
  /** Rounds over numerals; see `feistel.ts`. */
  feistelBlocks(half: number, count: number, base: number, blocks: number): void;
  feistelAdd(half: number, count: number, blocks: number, modulus: number, sign: number): void;
}

export type ListParameters = [
  hashes: number,
  rests: number,
  count: number,
  table: number,
  tableBits: number,
  passBits: number,
  pass: number,
  out: number,
];
