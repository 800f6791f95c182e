/** A number as reports show it: whole numbers with all digits, others with six. */
export function writeNumber(value: number): string {
  return value.toLocaleString(
    'en-US',
    Number.isInteger(value) ? {} : { maximumSignificantDigits: 6 },
  );
}

/** A share in percent. */
export const writeShare = (share: number): string =>
  share.toLocaleString('en-US', { style: 'percent', maximumFractionDigits: 4 });

/** Bounds, both inclusive, in words. */
export function writeBounds(
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  write: (value: number) => string = writeNumber,
): string {
  if (minimum === maximum) return write(minimum);
  if (maximum === Number.POSITIVE_INFINITY) return `at least ${write(minimum)}`;
  return minimum === 0 || minimum === Number.NEGATIVE_INFINITY
    ? `at most ${write(maximum)}`
    : `${write(minimum)} to ${write(maximum)}`;
}
