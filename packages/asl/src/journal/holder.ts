import { stat } from 'node:fs/promises';
import type { Json } from '../json.ts';
import { segmentPath } from './segment.ts';
import type { Survey } from './survey.ts';

/** Whether a holder is there. Undefined where nobody can tell, e.g. on another machine. */
export type IsAlive = (holder: Json) => boolean | undefined;

/** Who holds a journal that cannot be asked shows that it is there by touching its segment this often. */
export const TOUCH_MS = 15_000;
const LEASE_MS = 4 * TOUCH_MS;

/** @param options.now milliseconds since 1970 */
export async function isHeld(
  directory: string,
  { token, header, isReleased }: Survey,
  { isAlive, now }: { readonly isAlive: IsAlive; readonly now: number },
): Promise<boolean> {
  // Without a header nobody can be asked; if its writer is there after all, its next append tells it.
  if (header === undefined || isReleased) return false;
  const known = isAlive(header.holder);
  if (known !== undefined) return known;
  const { mtimeMs } = await stat(segmentPath(directory, token));
  return now - mtimeMs < LEASE_MS;
}
