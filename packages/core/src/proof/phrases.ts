/** Texts shorter than this are values, not texts. */
const SHORTEST_TEXT = 12;
/** Words of a phrase: `Maria del Carmen Gómez` has four. */
const MOST_WORDS = 4;

/** Whether a cell holds words rather than one value. */
export const isText = (text: string): boolean =>
  text.length >= SHORTEST_TEXT && /\S\s+\S/.test(text);

/** Phrases of up to four words of a text, without the punctuation around them; none of a value that is one word. */
export function* phrasesOf(text: string): Generator<string> {
  if (!isText(text)) return;
  const words = text.split(/\s+/).map(withoutPunctuation);
  for (const [first, word] of words.entries()) {
    let phrase = word;
    if (phrase !== '') yield phrase;
    for (let more = 1; more < MOST_WORDS; more++) {
      const next = words[first + more];
      if (next === undefined) break;
      if (next === '') continue;
      phrase = `${phrase} ${next}`;
      yield phrase;
    }
  }
}

/** Signs that stand around words, but are no part of an e-mail address, a number or a name. */
const withoutPunctuation = (word: string): string =>
  word.replace(/^[^\p{L}\p{N}+@#]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '');
