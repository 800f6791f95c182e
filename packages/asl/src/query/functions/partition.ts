import { refuseSurplus, unusableValue, wholeNumber } from './argument-errors.ts';

/**
 * `$partition(array, size)`: parts of an array in order, each of `size` items but the last, which has what remains.
 * Without a size: all in one part. Nothing where the array is missing or empty, or the size is 0.
 *
 * @throws T0412 for what is no array, T0410 for a size that is no number, D3137 for a negative one
 */
export function partition(
  items: unknown,
  size: unknown,
  surplus?: unknown,
): unknown[][] | undefined {
  refuseSurplus(surplus, 3);
  if (items === undefined) {
    return undefined;
  }
  if (!Array.isArray(items)) {
    throw { code: 'T0412', index: 1 };
  }
  const count = size === undefined ? items.length : wholeNumber(size, 2);
  if (count < 0) {
    throw unusableValue('Second argument must be zero or greater');
  }
  return items.length === 0 || count === 0 ? undefined : partsOf(items, count);
}

function partsOf(items: readonly unknown[], size: number): unknown[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
