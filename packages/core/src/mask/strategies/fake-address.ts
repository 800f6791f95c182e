import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { BY_OPTION, DRAWN_PROPERTIES } from '../drawn-options.ts';
import {
  ADDRESS_PARTS,
  type AddressPart,
  createAddresses,
  writeAddress,
} from '../fake-address-parts.ts';
import { maskDrawn } from '../mask-drawn.ts';

/** Parts of which there are so few that they may be what was there. */
const FEW: ReadonlySet<AddressPart> = new Set(['region', 'regionCode', 'country', 'countryCode']);

/**
 * Replaces an address, or a part of it, by an invented one.
 *
 * Shape: as addresses are written in the locale; city, region and post code belong together. A ZIP code keeps its four
 * digits more where the value has them, a country is a code where the value is one.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the value itself,
 * regardless of case, outer and repeated blanks and Unicode composition. With the same options but `part`, all parts of
 * a row are one address.
 * With `regionFrom` the region stays that of the value of that column, and with `zipFrom` the first three characters of
 * the post code, where the locale has them: then they are part of what a reader learns.
 * Unique: no. Streets and numbers are put together at random: such a house may stand somewhere. Regions and countries
 * are so few that they may well stay.
 */
export const fakeAddress = defineStrategy({
  name: 'fake.address',
  summary: 'Replaces addresses by invented ones, of which all parts belong together.',
  options: z.strictObject({
    part: z.enum(ADDRESS_PARTS).default('full').describe('What the column holds of the address.'),
    locale: z
      .string()
      .min(1)
      .optional()
      .describe('Locale of the addresses; that of the table when absent.'),
    regionFrom: z
      .string()
      .min(1)
      .optional()
      .describe('Column with the region, by name or code, in which the invented address lies too.'),
    zipFrom: z
      .string()
      .min(1)
      .optional()
      .describe('Column with the post code, of which the first three characters stay.'),
    ...BY_OPTION,
  }),
  properties: DRAWN_PROPERTIES,
  adjust({ part, by, regionFrom, zipFrom }) {
    const keeps = regionFrom !== undefined || zipFrom !== undefined;
    return {
      ...(by !== undefined || keeps ? { referential: false } : {}),
      ...(keeps ? { leaks: [...DRAWN_PROPERTIES.leaks, 'part'] } : {}),
      ...(FEW.has(part) ? { reveals: 'value' } : {}),
    };
  },
  reads: ({ by, regionFrom, zipFrom }) =>
    [by, regionFrom, zipFrom].filter((column) => column !== undefined),
  wordsOf: ({ locale }, tableLocale) => [locale ?? tableLocale],
  create({ part, locale, by, regionFrom, zipFrom }, context) {
    const addressOf = createAddresses(context.words(locale ?? context.locale).lists);
    return maskDrawn(context, {
      use: 'fake.address',
      by,
      mayRepeat: FEW.has(part),
      start(column) {
        const regions = regionFrom === undefined ? undefined : column.other(regionFrom);
        const zips = zipFrom === undefined ? undefined : column.other(zipFrom);
        return (draw, { value, row }) => {
          const kept = { region: regions?.[row] ?? undefined, zip: zips?.[row] ?? undefined };
          return writeAddress(addressOf(draw, kept), part, value);
        };
      },
    });
  },
});
