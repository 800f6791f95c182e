import type { ColumnMask, MaskContext } from './define.ts';
import { maskDistinct } from './mask-each.ts';
import { MaskError } from './mask-error.ts';
import { drawSurrogate, type SurrogateFormat } from './surrogate-format.ts';
import type { MapFate } from './surrogate-map.ts';

/** Draws before giving up: with one mask in ten left, one value in 10^9 gets that far. */
const MOST_DRAWS = 200;

/** Masks a column by the map of its domain. Masks of different formats have maps of their own. */
export function maskBySurrogates(
  context: MaskContext,
  { use, fate, ...format }: SurrogateFormat & { readonly use: string; readonly fate: MapFate },
): ColumnMask {
  const { table, column, randomBytes } = context;
  const map = context.surrogates(`${use}/${format.format}/${format.length}`, fate);
  const draw = (attempt: number): string => {
    if (attempt < MOST_DRAWS) return drawSurrogate(format, randomBytes);
    throw new MaskError(
      table,
      column,
      `${use} found no mask that is left, of ${MOST_DRAWS} - set a greater length, or format: uuid`,
    );
  };
  return maskDistinct((values) => map.assign(values, draw));
}
