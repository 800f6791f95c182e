import type { ColumnMask } from './define.ts';
import { createMemo } from './memo.ts';
import { normaliseIdentity } from './normalise.ts';

/** Masks every value of a column by itself. Null stays null; a value that repeats is masked once. */
export function maskEach(mask: (value: string) => string): ColumnMask {
  const memo = createMemo();
  return ({ values }) =>
    values.map((value) => (value === null ? null : memo(value, () => mask(value))));
}

/**
 * Masks the values of a column batch by batch, each distinct one once: `mask` gets them all. Null stays null. For masks
 * that many values share the cost of; others remember better what they did before.
 */
export function maskDistinct(mask: (values: readonly string[]) => readonly string[]): ColumnMask {
  return ({ values }) => {
    const places = new Map<string, number>();
    for (const value of values)
      if (value !== null && !places.has(value)) places.set(value, places.size);
    const masks = mask([...places.keys()]);
    return values.map((value) =>
      value === null ? null : (masks[places.get(value) ?? -1] as string),
    );
  };
}

/**
 * Masks every value of a column as belonging to somebody: whom the column `by` names, or else the value
 * itself (also where `by` is null or blank).
 *
 * `identify` gives the form of a value that all its spellings share. Null stays null, and where that form is empty
 * the mask is the empty string: there is nobody to invent.
 */
export function maskEachPerson(
  by: string | undefined,
  mask: (identity: string, value: string) => string,
  identify: (value: string) => string = normaliseIdentity,
): ColumnMask {
  const memo = createMemo();
  const maskOne = (identity: string, value: string): string =>
    memo(`${identity.length}:${identity}${value}`, () => mask(identity, value));
  return (column) => {
    const owners = by === undefined ? undefined : column.other(by);
    return column.values.map((value, row) => {
      if (value === null) return null;
      const self = identify(value);
      if (self === '') return '';
      return maskOne(normaliseIdentity(owners?.[row] ?? '') || self, value);
    });
  };
}
