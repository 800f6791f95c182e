import { scaleWord } from './digest-words.ts';
import type { MaskNameList, MaskNames, MaskNamesOfOneSex } from './mask-names.ts';
import { type Draw, drawnWord } from './prf-words.ts';

/**
 * Use of the key that people are drawn for. The person of an identity is a pure function of the key, the identity and
 * the lists of names: 16 bytes, then places in the lists ({@link drawPerson}), then text ({@link writePerson}).
 */
export const PERSON_USE = 'fake.person';

export type Sex = 'female' | 'male';

/** Somebody who does not exist, as places in the lists of a locale. */
export interface DrawnPerson {
  readonly sex: Sex;
  /** Places in the lists of the sex. */
  readonly first: number;
  readonly last: number;
  /** Another first name; the same one where there is no other. */
  readonly middle: number;
  /** Place in the forms of address; 0 where there are none. */
  readonly prefix: number;
  /** From 0 to 9999, at the end of a user name. */
  readonly number: number;
}

/** What can be said of a person. */
export const PERSON_PARTS = [
  'full',
  'first',
  'last',
  'middle',
  'prefix',
  'gender',
  'username',
  'initials',
] as const;
export type PersonPart = (typeof PERSON_PARTS)[number];

const USERNAME_NUMBERS = 10_000;

/** The sex that a draw gives: the lowest bit of its first word. */
export function drawSex(draw: Draw): Sex {
  return (drawnWord(draw, 0) & 1) === 0 ? 'female' : 'male';
}

/**
 * Places in the lists from 16 bytes: word 1 for the first name, word 2 for the last, the upper bits of word 0 for the
 * middle name, the upper and lower half of word 3 for form of address and number.
 */
export function drawPerson(draw: Draw, names: MaskNames, sex: Sex = drawSex(draw)): DrawnPerson {
  const { first, last, prefix } = names[sex];
  const rest = drawnWord(draw, 3);
  const firstPlace = scaleWord(drawnWord(draw, 1), first.text.length);
  const middle = scaleWord(drawnWord(draw, 0), first.text.length);
  return {
    sex,
    first: firstPlace,
    last: scaleWord(drawnWord(draw, 2), last.text.length),
    middle: middle === firstPlace ? (middle + 1) % first.text.length : middle,
    prefix: ((rest >>> 16) * prefix.length) >>> 16,
    number: ((rest & 0xffff) * USERNAME_NUMBERS) >>> 16,
  };
}

/** Part of a person as text. A form of address is empty where the language has none. */
export function writePerson(person: DrawnPerson, names: MaskNames, part: PersonPart): string {
  const ofSex = names[person.sex];
  switch (part) {
    case 'first':
      return nameAt(ofSex.first.text, person.first);
    case 'last':
      return nameAt(ofSex.last.text, person.last);
    case 'full':
      return inOrder(person, names).join(names.joiner);
    case 'middle':
      return nameAt(ofSex.first.text, person.middle);
    case 'prefix':
      return ofSex.prefix[person.prefix] ?? '';
    case 'gender':
      return ofSex.word;
    case 'username':
      return `${asciiNames(person, names).join('.')}${person.number}`;
    case 'initials':
      return inOrder(person, names).map(initial).join('');
  }
}

/** First and last name in `a-z0-9`. */
export function asciiNames(
  { sex, first, last }: DrawnPerson,
  names: MaskNames,
): readonly [first: string, last: string] {
  const lists: MaskNamesOfOneSex = names[sex];
  return [nameAt(lists.first.ascii, first), nameAt(lists.last.ascii, last)];
}

/** The first letter of a name, as a capital one. */
export function initial(name: string): string {
  const [letter = ''] = name;
  return letter.toUpperCase();
}

function inOrder({ sex, first, last }: DrawnPerson, names: MaskNames): readonly string[] {
  const lists = names[sex];
  const both = [nameAt(lists.first.text, first), nameAt(lists.last.text, last)];
  return names.order === 'last first' ? both.reverse() : both;
}

function nameAt(list: MaskNameList['text'], place: number): string {
  const name = list[place];
  if (name === undefined) throw new RangeError('a list of names is empty');
  return name;
}
