/**
 * Kernels of masks over one memory, in TypeScript (the specification) or WebAssembly: the same bytes.
 *
 * Addresses and counts are 32-bit integers. Views of texts are an address and a length per row, 32 bits each; flags are a
 * byte per row. Texts that are written lie one behind the other from `heap` on, where there is room for all of them;
 * the address behind the last one is given back. Up to 15 bytes behind them may be overwritten.
 */
export interface MaskKernels {
  /** The form that all spellings of a text share; see `fold.ts`. */
  foldTexts(
    address: number,
    length: number,
    valid: number,
    count: number,
    heap: number,
    outAddress: number,
    outLength: number,
    odd: number,
  ): number;
  /** Names of invented people; see `people.ts`. */
  writePeople(
    draws: number,
    count: number,
    lists: number,
    parts: number,
    selfAddress: number,
    selfLength: number,
    heap: number,
    outAddress: number,
    outLength: number,
    left: number,
  ): number;
  /** Addresses of invented people; see `emails.ts`. */
  writeEmails(
    owners: number,
    draws: number,
    count: number,
    lists: number,
    domains: number,
    room: number,
    tokenLength: number,
    selfAddress: number,
    selfLength: number,
    heap: number,
    outAddress: number,
    outLength: number,
    left: number,
  ): number;
  /** Digests as text; see `tokens.ts`. */
  writeTokens(
    digests: number,
    digestBytes: number,
    count: number,
    alphabet: number,
    bits: number,
    tokenLength: number,
    address: number,
    length: number,
    valid: number,
    heap: number,
    outAddress: number,
    outLength: number,
    left: number,
  ): number;
  /** Numerals; see `numerals.ts`. */
  countDigits(
    address: number,
    length: number,
    valid: number,
    count: number,
    separators: number,
    counts: number,
  ): void;
  readNumerals(
    address: number,
    counts: number,
    count: number,
    digits: number,
    rows: number,
    first: number,
    second: number,
  ): number;
  writeNumerals(
    address: number,
    length: number,
    rows: number,
    count: number,
    digits: number,
    first: number,
    second: number,
    heap: number,
    outAddress: number,
    outLength: number,
  ): number;
}
