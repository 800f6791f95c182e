import type { MaskableCheck } from '../maskable-column.ts';

/** A text in SQL, with two quotes for one. */
const TEXT = /'((?:[^']|'')*)'/g;

/** `x IN ('a', 'b')`, as MySQL has it, and `x = ANY (ARRAY['a'::text, 'b'])`, as PostgreSQL has it. */
const LIST =
  /^[\s(`"\w.:]*?[\s)`"]*(?:::[\w ]+\)?)?\s*(?:IN\s*\(|=\s*ANY\s*\(+\s*ARRAY\s*\[)(.*)$/is;

/** Joins conditions, of which each could be enough or not. */
const JOINED = /\b(?:OR|AND|NOT|CASE)\b/i;

/**
 * Values that a check allows, where it is a list of texts; undefined for any other condition, which masks are not held
 * against.
 */
export function allowedValues({ expression }: MaskableCheck): readonly string[] | undefined {
  const condition = expression.replace(/^\s*CHECK\s*/i, '');
  if (JOINED.test(condition.replaceAll(TEXT, "''"))) return undefined;
  const list = LIST.exec(condition)?.[1];
  if (list === undefined) return undefined;
  const values = [...list.matchAll(TEXT)].map(([, text = '']) => text.replaceAll("''", "'"));
  return values.length === 0 ? undefined : values;
}
