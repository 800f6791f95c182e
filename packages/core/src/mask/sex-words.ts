import type { Sex } from './fake-people.ts';
import type { MaskNames } from './mask-names.ts';
import { normaliseIdentity } from './normalise.ts';

/**
 * Ways to write the two sexes, female first. The first pair that has a word decides what it means and what its
 * counterpart is. The digits are those of ISO/IEC 5218.
 */
const PAIRS: readonly (readonly [female: string, male: string])[] = [
  ['f', 'm'],
  ['w', 'm'],
  ['k', 'm'],
  ['2', '1'],
  ['female', 'male'],
  ['woman', 'man'],
  ['girl', 'boy'],
  ['weiblich', 'männlich'],
  ['frau', 'mann'],
  ['frau', 'herr'],
  ['femme', 'homme'],
  ['féminin', 'masculin'],
  ['mujer', 'hombre'],
  ['femenino', 'masculino'],
  ['feminino', 'masculino'],
  ['femmina', 'maschio'],
  ['donna', 'uomo'],
  ['vrouw', 'man'],
  ['kvinna', 'man'],
  ['kvinde', 'mand'],
  ['kobieta', 'mężczyzna'],
  ['mrs', 'mr'],
  ['ms', 'mr'],
  ['miss', 'mr'],
  ['madame', 'monsieur'],
];

const SEX_OF: ReadonlyMap<string, Sex> = new Map(
  PAIRS.flatMap(([female, male]) => [
    [female, 'female'],
    [male, 'male'],
  ]),
);

/**
 * The sex that a value tells: a word for it, a form of address, or else a first name that the locale gives to one sex
 * alone. Undefined where it tells none.
 */
export function readSex(value: string, names: MaskNames): Sex | undefined {
  const text = normaliseIdentity(value).replace(/\.$/, '');
  return SEX_OF.get(text) ?? wordOfLocale(text, names) ?? sexOfNames(text, names);
}

/** The word for a sex as the value writes its own: `F` gives `M`, `female` gives `male`; else that of the locale. */
export function writeSex(sex: Sex, value: string, names: MaskNames): string {
  const text = normaliseIdentity(value);
  const pair = PAIRS.find((words) => words.includes(text));
  if (pair === undefined) return names[sex].word;
  return inCaseOf(value.trim(), pair[sex === 'female' ? 0 : 1]);
}

function inCaseOf(model: string, word: string): string {
  if (model === model.toLowerCase()) return word;
  if (model === model.toUpperCase()) return word.toUpperCase();
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function wordOfLocale(text: string, { female, male }: MaskNames): Sex | undefined {
  if (text === normaliseIdentity(female.word)) return 'female';
  return text === normaliseIdentity(male.word) ? 'male' : undefined;
}

const firstNames = new WeakMap<MaskNames, ReadonlyMap<string, Sex>>();

function sexOfNames(text: string, names: MaskNames): Sex | undefined {
  const known = firstNames.get(names) ?? namesOfOneSex(names);
  firstNames.set(names, known);
  const parts = text.split(/[\s,]+/);
  const found = parts.map((part) => known.get(part)).filter((sex) => sex !== undefined);
  return names.order === 'last first' ? found.at(-1) : found[0];
}

function namesOfOneSex({ female, male }: MaskNames): ReadonlyMap<string, Sex> {
  const lower = (list: readonly string[]): ReadonlySet<string> =>
    new Set(list.map(normaliseIdentity));
  const [women, men] = [lower(female.first.text), lower(male.first.text)];
  const one = (list: ReadonlySet<string>, other: ReadonlySet<string>, sex: Sex) =>
    [...list].filter((name) => !other.has(name)).map((name) => [name, sex] as const);
  return new Map([...one(women, men, 'female'), ...one(men, women, 'male')]);
}
