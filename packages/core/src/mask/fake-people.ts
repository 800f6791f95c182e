import { copyText } from './copy-text.ts';
import { scaleWord, wordAt } from './digest-words.ts';
import type { MaskKey } from './mask-key.ts';
import type { MaskNameList, MaskNames } from './mask-names.ts';

/** People remembered per locale; the memory starts afresh when it is full. */
const REMEMBERED = 16_384;

/** Somebody who does not exist. */
export interface FakePerson {
  readonly first: string;
  readonly last: string;
  readonly full: string;
  /** First and last name in `a-z0-9`. */
  readonly ascii: readonly [first: string, last: string];
}

/** Invents the person behind an identity; `attempt` > 0 gives other names of the same sex. */
export type FakePeople = (identity: string, attempt: number) => FakePerson;

/**
 * People by locale, as a pure function of key, locale and identity: the same for every strategy, column, table and run.
 *
 * To be shared by the columns of a table: name and e-mail address of a row ask for one person.
 */
export function createFakePeople(
  key: () => MaskKey,
  names: (locale: string) => MaskNames,
): (locale: string) => FakePeople {
  const known = new Map<string, FakePeople>();
  return (locale) => {
    const people = known.get(locale) ?? remember(peopleOf(key(), names(locale)));
    known.set(locale, people);
    return people;
  };
}

function peopleOf(key: MaskKey, { female, male, order, joiner }: MaskNames): FakePeople {
  const digest = key.digest('fake.person');
  return (identity, attempt) => {
    const base = digest(`0:${identity}`);
    const drawn = attempt === 0 ? base : digest(`${attempt}:${identity}`);
    const lists = wordAt(base, 0) % 2 === 0 ? female : male;
    const [first, firstAscii] = pickName(lists.first, wordAt(drawn, 1));
    const [last, lastAscii] = pickName(lists.last, wordAt(drawn, 2));
    const parts = order === 'last first' ? [last, first] : [first, last];
    return { first, last, full: parts.join(joiner), ascii: [firstAscii, lastAscii] };
  };
}

function remember(people: FakePeople): FakePeople {
  const known = new Map<string, FakePerson>();
  return (identity, attempt) => {
    if (attempt > 0) return people(identity, attempt);
    const found = known.get(identity);
    if (found) return found;
    const person = people(identity, attempt);
    if (known.size >= REMEMBERED) known.clear();
    known.set(copyText(identity), person);
    return person;
  };
}

function pickName({ text, ascii }: MaskNameList, word: number): [name: string, ascii: string] {
  const index = scaleWord(word, text.length);
  const name = text[index];
  const form = ascii[index];
  if (name === undefined || form === undefined) throw new RangeError('a list of names is empty');
  return [name, form];
}
