import { phoneCountries, phoneFormats } from '../locales/safe-phones.ts';
import { isWidePhone } from '../locales/wide-phones.ts';

/** Ends of numbers of one shape: so many digits, of which the first ones are one of the prefixes. */
interface PhoneEnds {
  readonly length: number;
  readonly prefixLength: number;
  readonly prefixes: Set<string>;
}

let known: readonly PhoneEnds[] | undefined;

/**
 * Whether a number is one that is reserved for fiction in some country, be it written with the code of the country or as
 * dialled in it, or one that cannot be assigned.
 */
export function isReservedPhone(value: string): boolean {
  known ??= readEnds();
  const digits = value.replace(/(?:x|ext\.?)\s*\d+$/i, '').replace(/\D/g, '');
  if (isWidePhone(value)) return true;
  return known.some(({ length, prefixLength, prefixes }) => {
    const start = digits.length - length;
    return start >= 0 && prefixes.has(digits.slice(start, start + prefixLength));
  });
}

function readEnds(): readonly PhoneEnds[] {
  const ends = new Map<string, PhoneEnds>();
  for (const country of phoneCountries())
    for (const { national, digits } of phoneFormats(country).ranges) {
      // Without the trunk digit, which numbers with the code of the country do not have.
      const dialled = national.replace(/[^\d#]/g, '').replace(/^0/, '');
      const [length, prefixLength] = [dialled.length, dialled.length - digits];
      const shape = `${length} ${prefixLength}`;
      const found = ends.get(shape) ?? { length, prefixLength, prefixes: new Set() };
      found.prefixes.add(dialled.slice(0, prefixLength));
      ends.set(shape, found);
    }
  return [...ends.values()];
}
