import { textDigest } from './digest.mjs';

/**
 * What a validator found, in a form that can be compared: how many rows it read, and which lines failed.
 *
 * @param lines numbers from 1 of the lines that failed, in any order, each as often as it has failures.
 */
export function verdictDigest(rowCount, lines) {
  const failing = [...new Set(lines)].sort((a, b) => a - b);
  return `${rowCount} rows, ${failing.length} fail: ${textDigest(failing.join())}`;
}
