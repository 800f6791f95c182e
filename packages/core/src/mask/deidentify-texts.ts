import type { Span } from '../detect/span.ts';
import type { PiiTypeName } from '../pii/pii-types.ts';
import type { ColumnMask, MaskColumn } from './define.ts';
import { MaskError } from './mask-error.ts';
import { type CellPart, maskParts } from './mask-parts.ts';
import { spliceText, type TextChange } from './splice-text.ts';

export interface TextMasks {
  /** Finds what has to be replaced: spans in order that do not overlap. */
  readonly locate: (text: string) => readonly Span[];
  /** Mask of each kind; a kind without one becomes its name in brackets. */
  readonly masks: ReadonlyMap<PiiTypeName, ColumnMask>;
  /** Columns whose values are looked for in the text of their row. */
  readonly names: readonly string[];
}

/** A part of a text that is replaced: with the kind of data that it is, or with what stands for it. */
interface Found {
  readonly start: number;
  readonly end: number;
  readonly type?: PiiTypeName;
  readonly text?: string;
}

/** Shortest value of another column that is looked for: initials are everywhere. */
const SHORTEST_NAME = 2;

/** Replaces personal data in the texts of a column. All else stays as it was. */
export function deidentifyTexts(column: MaskColumn, masks: TextMasks): (string | null)[] {
  const cells = column.values.map((value, row) =>
    value === null ? [] : findAll(value, row, column, masks),
  );
  const texts = maskFound(cells, column, masks);
  return column.values.map((value, row) => {
    if (value === null) return null;
    const changes = (cells[row] ?? []).map(
      (found): TextChange => ({ ...found, text: found.text ?? texts.get(found) ?? '' }),
    );
    return spliceText(value, changes);
  });
}

function findAll(
  text: string,
  row: number,
  column: MaskColumn,
  { locate, names }: TextMasks,
): readonly Found[] {
  const found: Found[] = locate(text).map(({ start, end, type }) => ({ start, end, type }));
  for (const name of names) {
    const value = column.other(name)[row]?.trim() ?? '';
    if (Array.from(value).length < SHORTEST_NAME) continue;
    const mask = column.masked(name)[row];
    // A mask that is null or the value itself would leave the text as it was, or with a gap.
    const hides = mask !== null && mask !== undefined && mask !== '' && mask !== value;
    const stands = hides ? mask : `[${placeholderName(name)}]`;
    for (const start of placesOf(value, text))
      found.push({ start, end: start + value.length, text: stands });
  }
  return withoutOverlaps(found);
}

/** Where a value stands in a text as words of its own, in any case. */
function placesOf(value: string, text: string): readonly number[] {
  const [needle, hay] = [value.toLowerCase(), text.toLowerCase()];
  // Letters whose small form has another length would shift what comes behind them.
  const isShifted = hay.length !== text.length || needle.length !== value.length;
  const [sought, within] = isShifted ? [value, text] : [needle, hay];
  const places: number[] = [];
  for (let at = within.indexOf(sought); at !== -1; at = within.indexOf(sought, at + 1)) {
    if (
      !isWord(text.slice(Math.max(0, at - 2), at), true) &&
      !isWord(text.slice(at + sought.length), false)
    )
      places.push(at);
  }
  return places;
}

/** Whether a text ends, or begins, with a letter or a digit. */
function isWord(text: string, atEnd: boolean): boolean {
  return (atEnd ? /[\p{L}\p{N}]$/u : /^[\p{L}\p{N}]/u).test(text);
}

/** What begins first stays, then the longer one; what sticks out behind it is replaced by itself. */
function withoutOverlaps(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  let end = 0;
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.end <= end) continue;
    kept.push(one.start >= end ? one : { ...one, start: end });
    end = one.end;
  }
  return kept;
}

/** What stands for every part whose kind is known. */
function maskFound(
  cells: readonly (readonly Found[])[],
  column: MaskColumn,
  { masks }: TextMasks,
): ReadonlyMap<Found, string> {
  const texts = new Map<Found, string>();
  const all = cells.flatMap((found, row) => found.map((one) => ({ row, one })));
  for (const type of new Set(all.map(({ one }) => one.type))) {
    if (type === undefined) continue;
    const parts = all
      .filter(({ one }) => one.type === type)
      .map(({ row, one }) => ({
        row,
        one,
        value: column.values[row]?.slice(one.start, one.end) ?? '',
      }));
    const results = maskType(masks.get(type), parts, column);
    for (const [index, { one, value }] of parts.entries()) {
      const mask = results[index];
      const isGone = mask !== null && mask !== undefined && mask !== '' && mask !== value;
      texts.set(one, isGone ? mask : `[${placeholderName(type)}]`);
    }
  }
  return texts;
}

function maskType(
  mask: ColumnMask | undefined,
  parts: readonly CellPart[],
  column: MaskColumn,
): readonly (string | null)[] {
  if (mask === undefined) return [];
  try {
    return maskParts(mask, parts, column);
  } catch (error) {
    if (!(error instanceof MaskError)) throw error;
    // One part that its rule cannot mask may not change what the others get.
    return parts.length === 1
      ? []
      : parts.flatMap((part) => maskType(mask, [part], column)[0] ?? null);
  }
}

/** `us-ssn` as `US_SSN`. */
function placeholderName(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_');
}
