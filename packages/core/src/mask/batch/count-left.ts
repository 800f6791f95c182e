/** How many of the first `rowCount` flags are set. */
export function countLeft(left: Uint8Array, rowCount: number): number {
  let count = 0;
  for (let row = left.indexOf(1); row >= 0 && row < rowCount; row = left.indexOf(1, row + 1))
    count += 1;
  return count;
}
