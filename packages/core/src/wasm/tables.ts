import { FOUR_DIGITS, THREE_DIGITS, TWO_DIGITS } from '../kernels/digits.ts';
import type { Memory } from '../kernels/memory.ts';

/** Where the tables of `kernels/shared/layout.ts` lie; a test holds the two lists equal. */
export const LAYOUT = {
  FOUR_DIGITS: 64,
  TWO_DIGITS: 40_064,
  THREE_DIGITS: 40_272,
  DATE_DAYS: 44_272,
  DATE_TEXTS: 60_656,
  TABLES_END: 126_192,
} as const;

const DATE_SLOTS = 4096;
/** No day of any calendar: an empty slot. */
const NO_DAY = -2_147_483_648;

/** Fills the tables that kernels find at fixed addresses. */
export function placeTables({ buffer }: Memory): void {
  new Int32Array(buffer, LAYOUT.FOUR_DIGITS).set(FOUR_DIGITS);
  new Uint16Array(buffer, LAYOUT.TWO_DIGITS).set(TWO_DIGITS);
  new Int32Array(buffer, LAYOUT.THREE_DIGITS).set(THREE_DIGITS);
  new Int32Array(buffer, LAYOUT.DATE_DAYS, DATE_SLOTS).fill(NO_DAY);
}
