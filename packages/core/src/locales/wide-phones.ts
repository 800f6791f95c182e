/**
 * North American numbers that cannot be assigned: area codes with 9 as the second digit are kept back until numbers
 * grow longer, and ten digits are too few then. 80 area codes of 8 million numbers each. NANPA, "Area codes: N9X
 * expansion codes"; ATIS-0300055 (official). For columns that need more numbers than fiction has.
 */
export const WIDE_PHONES = {
  capacity: 80 * 800 * 10_000,
  pattern: /^\+1[2-9]9\d[2-9]\d{6}$/,
} as const;

/**
 * Whether a number is one of them: with its country code, or `(292) 555-1234`. Ten digits alone are not, as numbers of
 * other countries look so.
 */
export function isWidePhone(number: string): boolean {
  const national = /^\(([2-9]9\d)\) ([2-9]\d{2})-(\d{4})$/.exec(number.trim());
  const e164 = national ? `+1${national.slice(1).join('')}` : number.replace(/[^\d+]/g, '');
  return WIDE_PHONES.pattern.test(e164);
}

/** The `index`-th of them, without the country code: `2902000000` is the first. */
export function widePhone(index: number): string {
  const line = `${index % 10_000}`.padStart(4, '0');
  const exchange = 200 + (Math.floor(index / 10_000) % 800);
  const area = Math.floor(index / 8_000_000);
  return `${2 + Math.floor(area / 10)}9${area % 10}${exchange}${line}`;
}
