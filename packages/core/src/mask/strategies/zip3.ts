import { z } from 'zod';
import { EMPTY_ZIP3, SMALL_ZIP3 } from '../../locales/zip3-areas.ts';
import { isIntegerType } from '../column-types.ts';
import { defineStrategy } from '../define.ts';
import { GENERALISED } from '../family-properties.ts';
import { maskEach } from '../mask-each.ts';

/** What stands for every area that may not be told. */
const HIDDEN = '000';

/** 02155, 2155 whose zero was lost in a number, 2155.0 where that number became a float, 02155-1234. */
const FIVE = /^(\d{3,5})(?:\.0+|-\d{4})?$/;
/** 021551234, and 21551234 or 5011234 whose zeros were lost. */
const NINE = /^\d{7,9}$/;

/**
 * Leaves the first three digits of US ZIP codes, and of areas with few people nothing: `02155` becomes `021`, `03601`
 * becomes `000`.
 *
 * Shape: three digits. Numbers that lost their zeros get them back first; ZIP+4 is read with and without the hyphen.
 * `000` for areas on the list, for prefixes in which nobody lives (armed forces, not in use), and for every text that is
 * no ZIP code. Post codes of other countries with five digits look like those of the US: use `mask: conditional`.
 * Source: 45 CFR 164.514(b)(2)(i)(B): 20,000 people or fewer, by the current census. The list is data with a date: by
 * default the 19 areas of the censuses of 2000 and 2010 together.
 */
export const zip3 = defineStrategy({
  name: 'zip3',
  summary: 'Leaves three digits of US ZIP codes, and 000 where few people live.',
  options: z.strictObject({
    list: z
      .array(z.string().regex(/^\d{3}$/, 'write three digits, in quotes'))
      .optional()
      .describe('Areas to write as 000, where a newer census has others.'),
  }),
  properties: { ...GENERALISED, leaks: ['part', 'range', 'frequency', 'nulls'] },
  width: () => HIDDEN.length,
  fits: (_, sourceType) => isIntegerType(sourceType),
  create({ list }) {
    const hidden = new Set(list ?? SMALL_ZIP3.codes);
    return maskEach((value) => {
      const area = areaOf(value.trim());
      return area === undefined || hidden.has(area) || EMPTY_ZIP3.has(area) ? HIDDEN : area;
    });
  },
});

function areaOf(text: string): string | undefined {
  const five = FIVE.exec(text)?.[1];
  if (five !== undefined) return five.padStart(5, '0').slice(0, 3);
  return NINE.test(text) ? text.padStart(9, '0').slice(0, 3) : undefined;
}
