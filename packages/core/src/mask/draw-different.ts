import type { MaskContext } from './define.ts';
import { MaskError } from './mask-error.ts';
import { normaliseIdentity } from './normalise.ts';

/** Draws before giving up. With ten names to pick from, one value in 10^64 gets that far. */
const MOST_DRAWS = 64;

/**
 * The first draw that is not the value itself, in any spelling, and that fits the column.
 *
 * `identify` gives the form that all spellings of a value share.
 *
 * @throws {@link MaskError} when no draw does.
 */
export function drawDifferent(
  value: string,
  context: MaskContext,
  draw: (attempt: number) => string,
  identify: (text: string) => string = normaliseIdentity,
): string {
  const avoid = identify(value);
  const room = context.maxLength ?? Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
    const drawn = draw(attempt);
    if (countCharacters(drawn) <= room && identify(drawn) !== avoid) return drawn;
  }
  throw new MaskError(
    context.table,
    context.column,
    `none of ${MOST_DRAWS} masks differs from the value${Number.isFinite(room) ? ` and fits ${room} characters` : ''} - choose another locale or another strategy, such as hash.hmac`,
  );
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
