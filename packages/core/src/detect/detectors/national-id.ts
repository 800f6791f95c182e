import { isWordUnit } from '../characters.ts';
import { nationalIdsOf } from '../national-ids.ts';
import type { FindSpans } from '../span.ts';

/** Numbers that are long, or mixed with letters, or grouped in a way of their own: no other number looks like them. */
const TELLING =
  /(?:\d{3}\.\d{3}\.\d{3}-\d{2}|[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]|[A-Za-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Da-d]|756\.\d{4}\.\d{4}\.\d{2}|(?:19|20)?\d{6}[-+]\d{4}|[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}|\d{6}[-+A]\d{3}[\dA-Z]|(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d)/g;

/** Identity numbers whose form and check digits tell what they are without a word before them. */
export const findNationalIds: FindSpans = (text, found) => {
  for (const { 0: number, index: start } of text.matchAll(TELLING)) {
    const end = start + number.length;
    const isCut = isWordUnit(text.charCodeAt(start - 1)) || isWordUnit(text.charCodeAt(end));
    if (isCut || nationalIdsOf(number).length === 0) continue;
    found.push({ start, end, type: 'national-id', score: 0.85 });
  }
};
