import { z } from 'zod';
import { defineStrategy } from '../define.ts';
import { encodeText } from '../encode-text.ts';
import { REMOVED } from '../family-properties.ts';
import { maskDistinct } from '../mask-each.ts';
import { MaskError } from '../mask-error.ts';
import { PRF_BYTES } from '../text-prf.ts';

const TYPE = '{type}';
const SHORTEST_TYPE = 'URL';
const UNKNOWN_TYPE = 'REDACTED';
/** Hexadecimal digits that tell values apart: enough to follow one through a page, too few to be a key. */
const NUMBER_LENGTH = 4;

/**
 * Puts a placeholder in place of every value: `[EMAIL]` where the column is decided to hold e-mail addresses.
 *
 * Shape: `template` with the kind of personal data for `{type}`, in capitals and `_`; `REDACTED` where none is given.
 * Numbered: `[EMAIL-3f9a]`, with four hexadecimal digits that follow from key and value, before a bracket at the end.
 * Unique: no; two values of 300 share a number with odds of one half.
 *
 * @throws MaskError for a column that has no room for it
 */
export const redact = defineStrategy({
  name: 'redact',
  summary: 'Puts a placeholder such as [EMAIL] in place of every value.',
  options: z.strictObject({
    template: z
      .string()
      .min(1)
      .max(100)
      .default(`[${TYPE}]`)
      .describe('The placeholder; {type} stands for the kind of personal data.'),
    numbering: z
      .boolean()
      .default(false)
      .describe('Add a number that equal values share, such as [EMAIL-3f9a].'),
  }),
  properties: REMOVED,
  adjust: ({ numbering }) =>
    numbering
      ? { family: 'keyed', keyed: true, reveals: 'equality', leaks: ['frequency', 'nulls'] }
      : {},
  width: ({ template, numbering }) =>
    lengthOf(placeholderOf(template, SHORTEST_TYPE, numbering ? '0000' : undefined)),
  create({ template, numbering }, context) {
    const type = context.piiType?.toUpperCase().replaceAll('-', '_') ?? UNKNOWN_TYPE;
    const write = (number?: string): string => placeholderOf(template, type, number);
    const width = lengthOf(write(numbering ? '0000' : undefined));
    if (width > (context.maxLength ?? Number.POSITIVE_INFINITY))
      throw new MaskError(
        context.table,
        context.column,
        `the placeholder takes ${width} characters, the column only ${context.maxLength} - set a shorter template`,
      );
    if (!numbering) return ({ values }) => values.map((value) => (value === null ? null : write()));
    const prf = context.key.prf('redact');
    const number = (values: readonly string[]): string[] => {
      const all = prf(values);
      return values.map((_, i) =>
        write(encodeText(all.subarray(PRF_BYTES * i, PRF_BYTES * (i + 1)), 'hex', NUMBER_LENGTH)),
      );
    };
    return maskDistinct((values) =>
      number(values).map((mask, i) =>
        mask === values[i] ? (number([`${mask}/`])[0] as string) : mask,
      ),
    );
  },
});

function placeholderOf(template: string, type: string, number: string | undefined): string {
  const text = template.replaceAll(TYPE, type);
  if (number === undefined) return text;
  const bracket = /[\])}>]$/.exec(text)?.[0] ?? '';
  return `${text.slice(0, text.length - bracket.length)}-${number}${bracket}`;
}

const lengthOf = (text: string): number => Array.from(text).length;
