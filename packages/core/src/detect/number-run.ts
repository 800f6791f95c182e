import { isDigit, isWordUnit } from './characters.ts';

/** Digits in groups with single separators between them, as they stand in a text: `+1 (212) 555-0152`. */
export interface NumberRun {
  /** Of the first digit, or of the plus or bracket before it. */
  readonly start: number;
  readonly end: number;
  readonly groups: readonly DigitGroup[];
  readonly hasPlus: boolean;
  /** A letter or underscore touches it: part of a word such as `v12` or `AB1234`. */
  readonly touchesWord: boolean;
}

export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  /** What stands between the group before and this one; empty for the first. */
  readonly separator: string;
}

/** A longer one is a table or a digest, no number of a person. */
const MOST_GROUPS = 9;
/** Between two groups: `) `, ` - `, `) - `. */
const LONGEST_SEPARATOR = 4;

/** All runs of a text in their order. Every unit is looked at a limited number of times. */
export function* numberRuns(text: string): Generator<NumberRun> {
  let at = 0;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const run = readRun(text, at);
    yield run;
    at = run.end;
  }
}

function readRun(text: string, first: number): NumberRun {
  const groups: DigitGroup[] = [];
  let at = first;
  let separator = '';
  while (groups.length < MOST_GROUPS) {
    const end = endOfDigits(text, at);
    groups.push({ start: at, end, separator });
    const next = nextGroup(text, end);
    if (next === undefined) break;
    separator = text.slice(end, next);
    at = next;
  }
  const end = groups.at(-1)?.end ?? first;
  const { start, hasPlus } = opening(text, first);
  const touchesWord =
    isWordUnit(text.charCodeAt(start - 1)) || isWordUnit(text.charCodeAt(end)) === true;
  return { start, end, groups, hasPlus, touchesWord };
}

function endOfDigits(text: string, start: number): number {
  let at = start;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

const SEPARATORS = ' -./()\u00a0\u2009\u202f\u2010\u2011\u2013';

/** Where the next group begins; undefined where something else than a separator comes first. */
function nextGroup(text: string, end: number): number | undefined {
  for (let at = end; at < end + LONGEST_SEPARATOR && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) return at === end ? undefined : at;
    if (!SEPARATORS.includes(text.charAt(at))) return undefined;
  }
  const last = end + LONGEST_SEPARATOR;
  return last < text.length && isDigit(text.charCodeAt(last)) ? last : undefined;
}

/** Takes in what a telephone number begins with: `+`, `(`, `(+`, `+(`. */
function opening(text: string, first: number): { start: number; hasPlus: boolean } {
  let start = first;
  let hasPlus = false;
  for (let step = 0; step < 2; step++) {
    const before = text.charAt(start - 1);
    if (before !== '+' && before !== '(') break;
    hasPlus ||= before === '+';
    start--;
  }
  return { start, hasPlus };
}

/** The groups from one to another as a part of its own. */
export interface RunPart {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  readonly groups: readonly DigitGroup[];
  /** Lengths of the groups, e.g. `3-2-4`. */
  readonly shape: string;
  /** The separator between all groups; undefined where they differ or there is one group only. */
  readonly separator: string | undefined;
}

/** Part of a run, `to` exclusive. */
export function partOf(
  text: string,
  run: NumberRun,
  [from, to]: readonly [number, number],
): RunPart {
  const groups = run.groups.slice(from, to);
  const start = from === 0 ? run.start : (groups[0]?.start ?? run.start);
  const separators = new Set(groups.slice(1).map((group) => group.separator));
  const [separator] = separators;
  return {
    start,
    end: groups.at(-1)?.end ?? run.end,
    digits: groups.map((group) => text.slice(group.start, group.end)).join(''),
    groups,
    shape: groups.map((group) => group.end - group.start).join('-'),
    separator: separators.size === 1 ? separator : undefined,
  };
}

/** Parts of consecutive groups, longer ones first, that have as many digits as asked for. */
export function* partsWithDigits(
  text: string,
  run: NumberRun,
  [fewest, most]: readonly [number, number],
): Generator<RunPart> {
  const { groups } = run;
  for (let size = groups.length; size > 0; size--) {
    for (let from = 0; from + size <= groups.length; from++) {
      const count = countDigits(groups, from, size);
      if (count >= fewest && count <= most) yield partOf(text, run, [from, from + size]);
    }
  }
}

function countDigits(groups: readonly DigitGroup[], from: number, size: number): number {
  let count = 0;
  for (let at = from; at < from + size; at++) {
    const group = groups[at];
    if (group !== undefined) count += group.end - group.start;
  }
  return count;
}
