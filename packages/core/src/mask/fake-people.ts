import type { MaskContext } from './define.ts';
import { scaleWord, wordAt } from './digest-words.ts';
import type { MaskNameList } from './mask-names.ts';

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
 * People as a pure function of key, locale and identity: the same for every strategy, column, table and run.
 */
export function createFakePeople({ key, names }: MaskContext, locale: string): FakePeople {
  const digest = key.digest('fake.person');
  const { female, male, order, joiner } = names(locale);
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

function pickName({ text, ascii }: MaskNameList, word: number): [name: string, ascii: string] {
  const index = scaleWord(word, text.length);
  const name = text[index];
  const form = ascii[index];
  if (name === undefined || form === undefined) throw new RangeError('a list of names is empty');
  return [name, form];
}
