import { z } from 'zod';
import { countryOf } from '../../locales/country.ts';
import { phoneFormats } from '../../locales/safe-phones.ts';
import { concat } from '../../program/text-steps.ts';
import { defineGenerator } from '../define.ts';
import { paddedNumbers, wordPart } from '../digit-text.ts';
import { phoneHeads } from '../phone-heads.ts';

/**
 * Telephone number that rings nowhere: kept free for films and books, in the country of the locale.
 *
 * Shape: `national`, as written inside the country, or `e164`, `+` and digits. Most countries keep no numbers
 * free; there the North American ones stand in, always in E.164.
 * Unique: as many as the country keeps free, e.g. 17,100 in the United Kingdom.
 * Source: ITU-T E.164; for each country its authority, see locales/safe-phones.ts.
 */
export const phoneNumber = defineGenerator({
  name: 'phone.number',
  summary: 'Telephone number that rings nowhere.',
  options: z.strictObject({
    format: z
      .enum(['national', 'e164'])
      .default('national')
      .describe('As written inside the country, or E.164.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country code of two capitals (ISO 3166-1)')
      .optional()
      .describe("Country of the number, when it is not the locale's."),
  }),
  unique: 'choices',
  compile(cells, { format, country }) {
    const formats = phoneFormats(country ?? countryOf(cells.locale.code).code);
    if (country !== undefined && formats.fallback) {
      throw new RangeError(
        `phone.number: ${country} keeps no numbers free; use AU, CA, DE, FR, GB, IE, SE or US`,
      );
    }
    const { heads, digits } = phoneHeads(formats.ranges)[formats.fallback ? 'e164' : format];
    const head = wordPart(cells, 'head', heads);
    return {
      type: { kind: 'string' },
      register: concat(cells.program, head, wordPart(cells, 'tail', paddedNumbers(digits))),
    };
  },
});
