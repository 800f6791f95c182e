import type { ColumnMask } from './define.ts';
import { createMemo } from './memo.ts';

/** Masks every value of a column by itself. Null stays null; a value that repeats is masked once. */
export function maskEach(mask: (value: string) => string): ColumnMask {
  const memo = createMemo();
  return ({ values }) =>
    values.map((value) => (value === null ? null : memo(value, () => mask(value))));
}

/** {@link maskDistinct} for strategies that take numbers alone: an empty text holds none, and stays empty. */
export function maskFilled(mask: (values: readonly string[]) => readonly string[]): ColumnMask {
  return maskDistinct((values) => {
    const filled = values.filter((value) => value !== '');
    const masks = mask(filled);
    const empty = values.indexOf('');
    return empty < 0 ? masks : [...masks.slice(0, empty), '', ...masks.slice(empty)];
  });
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
