import { MixedKeysError } from '../errors.ts';
import type { StoredTable } from '../stores/manifest.ts';

type MaskedUnder = Pick<StoredTable, 'maskKeyId' | 'maskKeyVersion'>;

/** What a key is called in ledgers and messages: its id and, where the request says which, its version. */
const nameOf = ({ maskKeyId, maskKeyVersion }: MaskedUnder): string[] =>
  maskKeyId === undefined
    ? []
    : [maskKeyVersion === undefined ? maskKeyId : `${maskKeyId} version ${maskKeyVersion}`];

/**
 * The key that tables of an environment were masked under; none where no table was masked by a key.
 *
 * @throws {@link MixedKeysError} where there are several: rows of such tables would not join.
 */
export function maskKeysOf(environment: string, tables: readonly MaskedUnder[]): readonly string[] {
  const names = [...new Set(tables.flatMap(nameOf))];
  if (names.length < 2) return names;
  throw new MixedKeysError(
    environment,
    `its tables were masked under several keys: ${names.join(', ')} - mask them all under one, or give them environments of their own`,
  );
}

/** Whether rows of both were masked by keys, and by others. */
export const areMixed = (ours: readonly string[], theirs: readonly string[]): boolean =>
  ours.length > 0 && theirs.length > 0 && ours.some((name) => !theirs.includes(name));
