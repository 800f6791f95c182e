import { digitsOf } from '../detect/characters.ts';
import { isNational, PHONE_COUNTRIES } from '../detect/detectors/phone.ts';

/** Cells of a column that are nothing but a number: what looks like a card or a telephone there may be chance. */
export interface NumberCells {
  /** Whether the cell is one; kinds are those that detectors took it for. */
  add(cell: string, kinds: readonly string[]): boolean;
  /** Cells that stand for the kind; 0 where as many would by chance. */
  found(kind: string): number;
}

/** Digits, and the signs between them. */
const NUMBER = /^[+(]{0,2}\d[\d ().\-/\u00a0\u202f]*$/;
const FEWEST_DIGITS = 7;

/** One number in ten passes Luhn (ISO/IEC 7812-1, annex B). */
const CHANCE_OF_CARD = 0.1;
const DEVIATIONS = 2.9;
const CARD_DIGITS = [12, 19] as const;

/** Numbers that are looked up in the plans of all countries: that takes time. */
const ASKED = 300;
/** Of telephones in a column, nearly all are numbers of one country, or written with a plus. */
const SHARE_OF_COUNTRY = 0.9;

/**
 * Tells columns of cards and telephones from columns of other numbers. Of orders, stock and amounts, some pass every
 * check that a single number can be put to; of a column of cards or telephones, all do.
 */
export function createNumberCells(): NumberCells {
  const counts = new Map<string, number>();
  const countries = new Map<string, number>();
  let [asked, likeCards] = [0, 0];
  const ask = (cell: string, digits: string): void => {
    asked += 1;
    const found = cell.startsWith('+')
      ? isNational(`+${digits}`, ['US'])
        ? ['+']
        : []
      : PHONE_COUNTRIES.filter((country) => isNational(digits, [country]));
    for (const country of found) countries.set(country, (countries.get(country) ?? 0) + 1);
  };
  return {
    add(cell, kinds) {
      if (!NUMBER.test(cell)) return false;
      const digits = digitsOf(cell);
      if (digits.length >= CARD_DIGITS[0] && digits.length <= CARD_DIGITS[1]) likeCards += 1;
      if (digits.length >= FEWEST_DIGITS && asked < ASKED) ask(cell, digits);
      for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return true;
    },
    found(kind) {
      const count = counts.get(kind) ?? 0;
      if (kind === 'card') return count > mostByChance(likeCards) ? count : 0;
      if (kind !== 'phone' && kind !== 'fax') return count;
      return Math.max(0, ...countries.values()) >= asked * SHARE_OF_COUNTRY ? count : 0;
    },
  };
}

const mostByChance = (cells: number): number =>
  CHANCE_OF_CARD * cells + DEVIATIONS * Math.sqrt(CHANCE_OF_CARD * (1 - CHANCE_OF_CARD) * cells);
