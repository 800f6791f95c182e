import type { Locale } from '../locales/locale.ts';
import type { PatternPart } from '../locales/pattern.ts';
import type { Register, TextPart } from '../program/register.ts';
import { concat } from '../program/text-steps.ts';
import { mix32 } from '../random/mix.ts';
import type { CellBuilder } from './define.ts';
import { wordPart } from './digit-text.ts';
import { distinctWords, oncePer } from './distinct-words.ts';
import { choosePhrase, phrasesAt, wordsOf } from './phrase.ts';

/** Name of the street of the row's place, without a number. */
export function streetText(cells: CellBuilder, entity: string): Register<'text'> {
  const place = cells.entity('place', entity);
  return choosePhrase(place, 'street', phrasesAt(cells.locale, 'location.street_pattern'));
}

/** House numbers that a locale has; more would be lost on a reader. */
const HOUSE_NUMBERS = 2048;

/** House numbers in the forms of the locale, e.g. `7`, `112`, `12a`. */
const houseNumbers = oncePer((locale: Locale): readonly string[] => {
  const forms = wordsOf(locale, 'location.building_number');
  const numbers = Array.from({ length: HOUSE_NUMBERS }, (_, i) => {
    let draw = i;
    return (forms[i % forms.length] ?? '').replace(/#/g, (_sign, at: number, form: string) => {
      draw = mix32(draw + 1) >>> 0;
      // A number does not begin with 0.
      return String(form[at - 1] === '#' ? draw % 10 : 1 + (draw % 9));
    });
  });
  return distinctWords(numbers);
});

/** The same, without the comma or blank that Spain writes before them. */
const bareHouseNumbers = oncePer((locale: Locale) =>
  houseNumbers(locale).map((number) => number.replace(/^[\s,]+/, '')),
);

/** House number of the row's place: alone, or with what the locale writes between street and number. */
export function houseNumberText(
  cells: CellBuilder,
  entity: string,
  { alone }: { readonly alone: boolean },
): Register<'text'> {
  const numbers = alone ? bareHouseNumbers(cells.locale) : houseNumbers(cells.locale);
  return wordPart(cells.entity('place', entity), 'number', numbers);
}

const addressParts = oncePer((locale: Locale): readonly PatternPart[] => {
  const path = 'location.street_address.normal';
  const [pattern] = (locale.has(path) ? locale : locale.english).patterns(path);
  return pattern?.parts ?? [];
});

/** Street and house number in the order of the locale. */
export function streetAddressText(cells: CellBuilder, entity: string): Register<'text'> {
  const parts = addressParts(cells.locale).map((part): TextPart => {
    if ('literal' in part) return part.literal;
    return part.ref === 'location.street'
      ? streetText(cells, entity)
      : houseNumberText(cells, entity, { alone: false });
  });
  return concat(cells.program, ...parts);
}
