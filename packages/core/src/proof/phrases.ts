/** Texts shorter than this are values, not texts. */
const SHORTEST_TEXT = 12;
/** Words of a phrase: `Maria del Carmen Gómez` has four. */
const MOST_WORDS = 4;

/** A capital, a letter of a script without capitals, a digit or `@`: names, numbers and addresses have one. */
const TELLING = /[\p{Lu}\p{Lo}\p{N}@]/u;

/** Whether a cell holds words rather than one value. */
export const isText = (text: string): boolean =>
  text.length >= SHORTEST_TEXT && /\S\s+\S/.test(text);

/**
 * Phrases of up to four words of a text that could be names, numbers or addresses, without the punctuation around them;
 * none of a value that is one word. Phrases without a capital, a digit or `@` are left out.
 */
export function phrasesOf(text: string): readonly string[] {
  if (!isText(text)) return [];
  const words = text.split(/\s+/);
  const telling = words.map((word) => TELLING.test(word));
  const phrases: string[] = [];
  for (let first = 0; first < words.length; first++) {
    const end = Math.min(first + MOST_WORDS, words.length);
    for (let last = first; last < end; last++)
      if (telling[first] || telling[last])
        phrases.push(withoutPunctuation(words.slice(first, last + 1).join(' ')));
  }
  return phrases;
}

/** Signs that stand around words, but are no part of an e-mail address, a number or a name. */
const withoutPunctuation = (phrase: string): string =>
  phrase.replace(/^[^\p{L}\p{N}+@#]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '');
