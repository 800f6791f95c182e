import type { MaskColumn } from './define.ts';
import { normaliseIdentity } from './normalise.ts';
import type { Draw } from './prf-words.ts';
import type { TextPrf } from './text-prf.ts';

/** Whom the values of a batch stand for. */
export interface Identities {
  /** Each once, in the order of their first rows. */
  readonly distinct: readonly string[];
  /** For each row the number of its identity; -1 for a null and for a value that stands for nobody. */
  readonly placeOf: Int32Array;
}

const NOBODY = -1;

/**
 * Whom each value of a batch stands for: whom the column `by` names, or else the value itself (also where `by` is null
 * or blank). `identify` gives the form of a value that all its spellings share; where that is empty, it stands for
 * nobody.
 */
export function identitiesOf(
  column: MaskColumn,
  by: string | undefined,
  identify: (value: string) => string = normaliseIdentity,
): Identities {
  const owners = by === undefined ? undefined : column.other(by);
  const places = new Map<string, number>();
  const placeOf = new Int32Array(column.values.length).fill(NOBODY);
  for (const [row, value] of column.values.entries()) {
    const self = value === null ? '' : identify(value);
    if (self === '') continue;
    const identity = normaliseIdentity(owners?.[row] ?? '') || self;
    const place = places.get(identity) ?? places.size;
    if (place === places.size) places.set(identity, place);
    placeOf[row] = place;
  }
  return { distinct: [...places.keys()], placeOf };
}

/** The draws of a batch, all at once; those of rows without an identity are undefined. */
export function drawRows(
  prf: TextPrf,
  { distinct, placeOf }: Identities,
): (row: number) => Draw | undefined {
  const bytes = prf(distinct);
  return (row) => {
    const index = placeOf[row] ?? NOBODY;
    return index === NOBODY ? undefined : { bytes, index };
  };
}
