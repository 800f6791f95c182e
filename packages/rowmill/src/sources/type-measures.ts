import type { SourceColumn } from './source.ts';

/** Length, precision and scale that a type of PostgreSQL names: of `numeric(5,2)` a precision of 5 and a scale of 2. */
export function measuresOf(
  sourceType: string,
): Pick<SourceColumn, 'maxLength' | 'precision' | 'scale'> {
  const text = /^(?:character(?: varying)?|bit(?: varying)?)\((\d+)\)$/.exec(sourceType);
  if (text !== null) return { maxLength: Number(text[1]) };
  const decimal = /^numeric\((\d+),(-?\d+)\)$/.exec(sourceType);
  if (decimal === null) return {};
  return { precision: Number(decimal[1]), scale: Number(decimal[2]) };
}
