import type { PiiTypeName } from '../pii/pii-types.ts';
import { findAllDates, findBirthDates } from './detectors/birth-date.ts';
import { findCards } from './detectors/card.ts';
import { findEmails } from './detectors/email.ts';
import { findIbans } from './detectors/iban.ts';
import { findIpAddresses } from './detectors/ip-address.ts';
import { findLabelledNumbers } from './detectors/labelled-number.ts';
import { findMacAddresses } from './detectors/mac-address.ts';
import { findNationalIds } from './detectors/national-id.ts';
import { findPersons } from './detectors/person.ts';
import { findPhones } from './detectors/phone.ts';
import { findUrls } from './detectors/url.ts';
import { findSsns } from './detectors/us-ssn.ts';
import { numberRuns } from './number-run.ts';
import type { FindSpans, Span } from './span.ts';

export interface LocateOptions {
  /** Kinds to look for; all but `person-date` unless given: a date is personal only where its text is about a person. */
  readonly types?: readonly PiiTypeName[];
}

/**
 * Finds personal data in a text: e-mail addresses, URLs, telephone and card numbers, IBANs, identity numbers, network
 * addresses, birth dates and names of people.
 *
 * Shape: spans in the order of the text, in UTF-16 units, that do not overlap; of two that would, the surer one stays.
 * Time is linear in the length of the text.
 */
export function locateText(text: string, { types }: LocateOptions = {}): readonly Span[] {
  const found: Span[] = [];
  for (const find of FINDERS) find(text, found);
  if (types?.includes('person-date') === true) findAllDates(text, found);
  if (/\d/.test(text)) findNumbers(text, found);
  const wanted = types === undefined ? found : found.filter(({ type }) => types.includes(type));
  return withoutOverlaps(wanted);
}

const FINDERS: readonly FindSpans[] = [
  findEmails,
  findUrls,
  findIbans,
  findIpAddresses,
  findMacAddresses,
  findNationalIds,
  findBirthDates,
  findPersons,
];

/** Of a telephone number, the shortest there is without a word before it. */
const FEWEST_UNITS = 7;

const findNumbers: FindSpans = (text, found) => {
  for (const run of numberRuns(text)) {
    findLabelledNumbers(text, run, found);
    if (run.end - run.start < FEWEST_UNITS) continue;
    findCards(text, run, found);
    findSsns(text, run, found);
    findPhones(text, run, found);
  }
};

/** The surer span stays, then the longer one. A name inside of an address of e-mail is a part of it. */
function withoutOverlaps(found: readonly Span[]): readonly Span[] {
  if (found.length < 2) return found;
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.score - a.score || b.end - a.end);
  const kept: Span[] = [];
  for (const span of inOrder) {
    const before = kept.at(-1);
    if (before === undefined || before.end <= span.start) kept.push(span);
    else if (span.score > before.score) replaceLast(kept, span);
  }
  return kept;
}

/** Whatever the surer span lies over goes; what ended before it is back to back with it. */
function replaceLast(kept: Span[], span: Span): void {
  while ((kept.at(-1)?.end ?? 0) > span.start) kept.pop();
  kept.push(span);
}
