import type { FindSpans } from '../span.ts';

const MAC = /(?<![\w:-])[\da-f]{2}(?:(?::[\da-f]{2}){5}|(?:-[\da-f]{2}){5})(?![\w:-])/gi;
const WHOLE =
  /^[\da-f]{2}(?:(?::[\da-f]{2}){5}|(?:-[\da-f]{2}){5})$|^[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$/i;

/** Hardware addresses of networks: six pairs of hexadecimal digits (IEEE 802). */
export const findMacAddresses: FindSpans = (text, found) => {
  for (const { 0: address, index: start } of text.matchAll(MAC)) {
    found.push({ start, end: start + address.length, type: 'mac-address', score: 0.95 });
  }
};

/** Whether a whole cell is one. */
export const isMacAddress = (cell: string): boolean => WHOLE.test(cell);
