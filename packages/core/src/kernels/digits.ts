/** Decimal digits of small numbers as little-endian integers, ready for one wide store each. */
function table<T extends Int32Array | Uint16Array>(values: T, width: number): T {
  for (let i = 0; i < values.length; i++) {
    let packed = 0;
    let rest = i;
    for (let place = width - 1; place >= 0; place--) {
      packed |= (48 + (rest % 10)) << (8 * place);
      rest = Math.floor(rest / 10);
    }
    values[i] = packed;
  }
  return values;
}

/** `TWO_DIGITS[7]` stores as `07`. */
export const TWO_DIGITS = table(new Uint16Array(100), 2);
/** `THREE_DIGITS[7]` stores as `007` and a byte to be overwritten. */
export const THREE_DIGITS = table(new Int32Array(1000), 3);
/** `FOUR_DIGITS[7]` stores as `0007`. */
export const FOUR_DIGITS = table(new Int32Array(10_000), 4);

/** `HEX_PAIRS[0xbeef]` stores as `beef`. */
export const HEX_PAIRS = ((): Int32Array => {
  const code = (nibble: number): number => nibble + (nibble < 10 ? 48 : 87);
  return Int32Array.from({ length: 65_536 }, (_, i) => {
    return (
      code(i >> 12) |
      (code((i >> 8) & 15) << 8) |
      (code((i >> 4) & 15) << 16) |
      (code(i & 15) << 24)
    );
  });
})();

/** Most bytes that {@link writeInteger} writes, overshoot included. */
export const INTEGER_BYTES = 24;

/** Writes an integer (exact, below 2^53 in size) in decimal and gives the address behind it. */
export function writeInteger(view: DataView, address: number, value: number): number {
  let at = address;
  let rest = value;
  if (rest < 0) {
    view.setUint8(at++, 45);
    rest = -rest;
  }
  return rest < 10_000 ? writeHead(view, at, rest) : writeGroups(view, at, rest);
}

/** Groups of four digits, the leading one first. */
function writeGroups(view: DataView, address: number, value: number): number {
  const top = Math.floor(value / 10_000);
  const at = top < 10_000 ? writeHead(view, address, top) : writeGroups(view, address, top);
  view.setInt32(at, FOUR_DIGITS[value - top * 10_000]!, true);
  return at + 4;
}

/** The leading group: 1 to 4 digits without zeros in front. */
function writeHead(view: DataView, address: number, value: number): number {
  const width = value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
  view.setInt32(address, FOUR_DIGITS[value]! >>> (8 * (4 - width)), true);
  return address + width;
}

/** Writes an integer in at least `width` digits, zeros in front. `value` is not negative. */
export function writePadded(view: DataView, address: number, value: number, width: number): number {
  let rest = value;
  for (let place = width - 1; place >= 0; place--) {
    const next = Math.floor(rest / 10);
    view.setUint8(address + place, 48 + (rest - next * 10));
    rest = next;
  }
  return address + width;
}
