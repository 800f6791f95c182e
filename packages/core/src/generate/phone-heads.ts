import type { PhoneRange } from '../locales/safe-phones.ts';
import { paddedNumbers } from './digit-text.ts';
import { oncePer } from './distinct-words.ts';

/** Numbers as a head followed by `digits` free digits. */
export interface PhoneHeads {
  readonly heads: readonly string[];
  readonly digits: number;
}

/** Free digits that every number ends in. Ranges with fewer are left out: numbers are all as likely. */
const TAIL = 2;

/** Everything before the last two digits of the numbers of a country, in both forms. */
export const phoneHeads = oncePer(
  (all: readonly PhoneRange[]): Readonly<Record<'national' | 'e164', PhoneHeads>> => {
    const ranges = all.filter(({ digits }) => digits >= TAIL);
    return {
      national: { heads: ranges.flatMap(nationalHeads), digits: TAIL },
      e164: { heads: ranges.flatMap(e164Heads), digits: TAIL },
    };
  },
);

function e164Heads({ e164Prefix, digits }: PhoneRange): string[] {
  return headDigits(digits).map((inner) => e164Prefix + inner);
}

function nationalHeads({ national, digits }: PhoneRange): string[] {
  const head = national.slice(0, -TAIL);
  return headDigits(digits).map((inner) => {
    let at = 0;
    return head.replace(/#/g, () => inner[at++] ?? '');
  });
}

/** Free digits before the tail: one empty text when there are none. */
function headDigits(digits: number): readonly string[] {
  return digits === TAIL ? [''] : paddedNumbers(digits - TAIL);
}
