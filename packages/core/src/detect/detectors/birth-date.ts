import { anyWord, textBefore } from '../context-words.ts';
import type { FindSpans, Span } from '../span.ts';

const MONTHS =
  'jan\\w{0,7}|feb\\w{0,7}|mar\\w{0,4}|mär\\w{0,2}|apr\\w{0,4}|may|mai|mayo|jun\\w{0,3}|jul\\w{0,4}|aug\\w{0,4}|sept?\\w{0,7}|o[ck]t\\w{0,5}|nov\\w{0,6}|de[cz]\\w{0,6}|janv\\w{0,3}|févr\\w{0,3}|avr\\w{0,2}|août|ene\\w{0,2}|ago\\w{0,3}|gen\\w{0,4}|mag\\w{0,3}|giu\\w{0,3}|lug\\w{0,3}|set\\w{0,6}|ott\\w{0,4}|dic\\w{0,7}';
const DATE = new RegExp(
  `(?<![\\d./-])(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./](?:\\d{4}|\\d{2})|\\d{1,2}(?:st|nd|rd|th)?\\.? (?:of )?(?:de )?(?:${MONTHS})\\.?,?(?: de)? \\d{4}|(?:${MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})(?![\\d/-]|\\.\\d)`,
  'giu',
);
const BORN = anyWord(
  'dob|d\\.o\\.b|birth|born|b\\. |geb|geburt|naissance|nee? le|ne\\(e\\) le|nacimient|nacid|nascid|nascita|nat[oa] il|nascimento|geboren|urodz|ur\\. |fodd|fodt|syntyn',
);

/** Dates behind words of birth. */
export const findBirthDates: FindSpans = (text, found) => findDates(text, found, true);

/** Every date: to whoever has to take all dates of a person out, as HIPAA Safe Harbor does. */
export const findAllDates: FindSpans = (text, found) => findDates(text, found, false);

function findDates(text: string, found: Span[], onlyBirth: boolean): void {
  for (const { 0: date, index: start } of text.matchAll(DATE)) {
    const end = start + date.length;
    if (BORN.test(textBefore(text, start, 32)))
      found.push({ start, end, type: 'birth-date', score: 0.9 });
    else if (!onlyBirth) found.push({ start, end, type: 'person-date', score: 0.6 });
  }
}
