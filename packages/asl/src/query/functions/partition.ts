/** Parts of an array in order, each of `size` items but the last, which has what remains. */
export function partition(
  items?: readonly unknown[],
  size?: number,
): readonly (readonly unknown[])[] | undefined {
  if (items === undefined || size === undefined) {
    return undefined;
  }
  if (!Number.isInteger(size) || size < 1) {
    throw { message: `The size of a part must be a positive integer, but was: ${size}` };
  }
  const parts: (readonly unknown[])[] = [];
  for (let start = 0; start < items.length; start += size) {
    parts.push(items.slice(start, start + size));
  }
  return parts;
}
