import { z } from 'zod';
import { luhnDigit } from '../../locales/safe-ranges.ts';
import { defineStrategy } from '../define.ts';
import { otherDigit } from '../draw-apart.ts';
import {
  adjustBy,
  BY_OPTION,
  DRAWN_PROPERTIES,
  OVERFLOW_OPTION,
  readsBy,
} from '../drawn-options.ts';
import { learnApart, maskApart, UNIQUE_OPTION } from '../mask-apart.ts';
import type { DrawRule, DrawWrite } from '../mask-drawn.ts';
import { NATIONAL_IDS } from '../national-ids.ts';
import type { Draw } from '../prf-words.ts';
import { fillShape, unpunctuated } from '../shape-of-value.ts';
import { choicesOf } from '../write-phrase.ts';

type Country = keyof typeof NATIONAL_IDS;
const COUNTRIES = Object.keys(NATIONAL_IDS) as [Country, ...Country[]];

const OPTIONS = z.strictObject({
  kind: z
    .enum(['generic', ...COUNTRIES])
    .default('generic')
    .describe('Country and number, e.g. us-ssn; generic keeps the shape of any number.'),
  ...BY_OPTION,
  ...UNIQUE_OPTION,
  ...OVERFLOW_OPTION,
});

/**
 * Replaces the number by which a state knows somebody by one that it has given to nobody.
 *
 * Shape: that of the kind, punctuated like the value where that has as many letters and digits. `us-ssn`, `uk-nhs`,
 * `uk-nino`, `de-steuer-id` and `in-aadhaar` lie in ranges that are never issued, with the right check digit where they
 * have one; `ca-sin` besides has a wrong one, and so have `au-tfn`, `br-cpf`, `es-dni`, `fr-nir`, `it-codice-fiscale`,
 * `pl-pesel` and `se-personnummer`, whose issuers keep no range free: a number that fails their check is nobody's.
 * `generic` puts letters for letters and digits for digits, so that the digits fail the Luhn test; of kinds that have
 * another check, or none, it can be somebody's.
 * Consistent: a pure function of the key and of whose it is: the value of the column `by`, else the number itself,
 * regardless of case and punctuation.
 * Unique: with `unique`, where the whole column is looked at first; else not; there are 909,000 (uk-nhs) to 10^15 (it-codice-fiscale).
 * Source: SSA and IRS Publication 1915; NHS England; HMRC NIM39110; BZSt; UIDAI; CRA; Receita Federal; ATO; Ministerio
 * del Interior; INSEE; Agenzia delle Entrate; Ministerstwo Cyfryzacji; Skatteverket.
 */
export const fakeNationalId = defineStrategy({
  name: 'fake.nationalId',
  summary: 'Replaces numbers of social security, health service or tax by such as nobody has.',
  options: OPTIONS,
  properties: { ...DRAWN_PROPERTIES, leaks: [...DRAWN_PROPERTIES.leaks, 'length'] },
  adjust: ({ by, unique, kind }) => ({
    ...adjustBy({ by, unique }),
    ...(kind === 'generic' ? {} : { leaks: DRAWN_PROPERTIES.leaks }),
  }),
  reads: readsBy,
  width: ({ kind }) =>
    kind === 'generic' ? 1 : NATIONAL_IDS[kind].shape.replace(/[^_]/g, '').length,
  capacity: ({ kind }) =>
    kind === 'generic' ? Number.POSITIVE_INFINITY : NATIONAL_IDS[kind].capacity,
  learns: ({ unique }) => unique,
  learn: (options, context) => learnApart(context, ruleOf(options)),
  create: (options, context) => maskApart(context, { ...ruleOf(options), unique: options.unique }),
});

type Options = z.output<typeof OPTIONS>;

function ruleOf({ kind, by }: Options): DrawRule & DrawWrite {
  return {
    use: 'fake.nationalId',
    by,
    identify: unpunctuated,
    write: (draw, value) =>
      kind === 'generic' ? writeLike(draw, value) : writeKind(draw, kind, value),
  };
}

function writeKind(draw: Draw, kind: Country, value: string): string {
  const { shape, write } = NATIONAL_IDS[kind];
  const characters = write(draw);
  const isBare = /^[\p{L}\p{N}]+$/u.test(value.trim());
  if (isBare) return characters;
  return (
    fillShape(value, characters) ?? fillShape(shape.replace(/_/g, '0'), characters) ?? characters
  );
}

/** Letters for letters, digits for digits; the last digit is moved where all of them pass the Luhn test. */
function writeLike(draw: Draw, value: string): string {
  const choices = choicesOf(draw);
  const mask = value.replace(/[\p{L}\p{N}]/gu, (one) => {
    if (/\p{N}/u.test(one)) return `${choices.number(10)}`;
    const letter = String.fromCharCode(65 + choices.number(26));
    return one === one.toLowerCase() ? letter.toLowerCase() : letter;
  });
  const digits = mask.replace(/\D/g, '');
  if (digits.length < 2) return mask;
  const right = `${luhnDigit(digits.slice(0, -1))}`;
  if (digits.slice(-1) !== right) return mask;
  const at = mask.lastIndexOf(digits.slice(-1));
  return mask.slice(0, at) + otherDigit(right, choices.number(9)) + mask.slice(at + 1);
}
