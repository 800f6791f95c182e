import { anyWord, textBefore } from '../context-words.ts';
import type { NumberRun } from '../number-run.ts';
import { partOf } from '../number-run.ts';
import type { Span } from '../span.ts';

const SSN_WORD = anyWord('ssn|ss#|ss #|social sec|soc sec|social|itin|tin|taxpayer|s\\.s\\.n');
const OTHER_NUMBER = anyWord(
  'part|order|sku|model|item|lot|serial|invoice|ticket|ref|phone|version',
);

/** Social security numbers of the United States: groups 3-2-4, or nine digits behind a word that says so. */
export function findSsns(text: string, run: NumberRun, found: Span[]): void {
  if (run.touchesWord || run.hasPlus) return;
  const { groups } = run;
  for (let from = 0; from < groups.length; from++) {
    const part = ssnPart(text, run, from);
    if (part === undefined) continue;
    const score = scoreOf(textBefore(text, part.start), part.separator);
    if (score === 0) continue;
    found.push({ start: part.start, end: part.end, type: 'us-ssn', score });
    return;
  }
}

function ssnPart(text: string, run: NumberRun, from: number) {
  const three = partOf(text, run, [from, from + 3]);
  const isGrouped = three.shape === '3-2-4' && three.separator !== undefined;
  const part = isGrouped ? three : partOf(text, run, [from, from + 1]);
  const isWhole = isGrouped ? run.groups.length === 3 : run.groups.length === 1;
  const isShaped = isGrouped || part.shape === '9';
  // A longer number that happens to hold the groups is another number.
  return isShaped && (isWhole || isApart(run, from, isGrouped ? 3 : 1)) && isSsnNumber(part.digits)
    ? part
    : undefined;
}

/** Whether a blank, and not a hyphen, is between the part and its neighbours. */
function isApart(run: NumberRun, from: number, size: number): boolean {
  const before = from === 0 || /^[\s/.]+$/.test(run.groups[from]?.separator ?? '');
  const next = run.groups[from + size];
  return before && (next === undefined || /^(?: |\. ?|\/ ?)$/.test(next.separator));
}

function scoreOf(before: string, separator: string | undefined): number {
  if (SSN_WORD.test(before)) return 0.97;
  if (separator === '-') return OTHER_NUMBER.test(before.slice(-24)) ? 0 : 0.85;
  return 0;
}

/**
 * Whether nine digits can be one. Areas 000 and 666, group 00 and serial 0000 are never given out; 9xx are ITINs and
 * numbers made up for tests, which stand for people all the same (SSA, POMS RM 10201.035).
 */
function isSsnNumber(digits: string): boolean {
  if (!/^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits)) return false;
  return !/^(\d)\1{8}$/.test(digits);
}

/** Whether a whole cell is one, with hyphens. */
export const isSsn = (cell: string): boolean =>
  /^\d{3}-\d{2}-\d{4}$/.test(cell) && isSsnNumber(cell.replaceAll('-', ''));
