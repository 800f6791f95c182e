const HALF = 2 ** 32;

/** Writes a whole number as a 64-bit integer, by halves: exact for every one that a float can hold. */
export function setWhole(view: DataView, at: number, value: number): void {
  view.setInt32(at, value, true);
  view.setInt32(at + 4, Math.floor(value / HALF), true);
}

/** Reads a 64-bit integer; exact between -2^53 and 2^53. */
export function getWhole(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * HALF + view.getUint32(at, true);
}

/** Whether the 64-bit integer at one place is less than the one at another. */
export function isLessWhole(view: DataView, one: number, other: number): boolean {
  const high = view.getInt32(one + 4, true);
  const otherHigh = view.getInt32(other + 4, true);
  if (high !== otherHigh) return high < otherHigh;
  return view.getUint32(one, true) < view.getUint32(other, true);
}
