const words = new DataView(new ArrayBuffer(8));

/** The next double in a direction; infinities stay. Source: IEEE 754-2019 section 5.3.1 (nextUp, nextDown). */
export function nextDouble(value: number, direction: 'up' | 'down'): number {
  if (direction === 'down') return -nextDouble(-value, 'up');
  if (value === Number.POSITIVE_INFINITY || Number.isNaN(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  words.setFloat64(0, value);
  words.setBigInt64(0, words.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return words.getFloat64(0);
}
