import { open, readFile, rename, rm } from 'node:fs/promises';
import type { MaskKey, SealedSurrogate, SurrogateVault } from '@rowmill/core/engine';
import { createSurrogateVault, openSurrogates } from '@rowmill/core/engine';
import { StoreError } from '../errors.ts';
import { withFileLock } from './file-lock.ts';

/** First line of a vault. */
interface VaultHead {
  readonly vault: 1;
  /** Of the masking key that everything in it is sealed by. */
  readonly keyId: string;
}

/** A vault in a file of its own: one line of JSON for each value, encrypted; only its owner may read it. */
export interface VaultFile extends Pick<SurrogateVault, 'open'> {
  /** Puts down what was given since the last time. To be done before anything with such masks leaves the run. */
  save(): Promise<void>;
}

/**
 * Opens the vault of a file; there need not be one yet.
 *
 * @throws StoreError for a file that cannot be read, was changed, or is of another masking key
 */
export async function openVaultFile(path: string, key: MaskKey): Promise<VaultFile> {
  const entries = await readEntries(path, key);
  const vault = vaultOf(path, key, entries);
  const known = new Set(entries.map(({ sealed }) => sealed));
  let saved = 0;
  const save = async (): Promise<void> => {
    const added = vault.added().slice(saved);
    if (added.length === 0) return;
    await withFileLock(`${path}.lock`, async () => {
      const now = await readEntries(path, key);
      const others = now.filter(({ sealed }) => !known.has(sealed));
      refuseConflicts(path, key, { others, added });
      await writeEntries(path, key, [...now, ...added]);
    });
    for (const { sealed } of added) known.add(sealed);
    saved += added.length;
  };
  let last: Promise<void> = Promise.resolve();
  return {
    open: vault.open,
    save() {
      last = last.catch(() => undefined).then(save);
      return last;
    },
  };
}

function vaultOf(path: string, key: MaskKey, entries: readonly SealedSurrogate[]): SurrogateVault {
  try {
    return createSurrogateVault(key, entries);
  } catch (error) {
    throw StoreError.of(path, 'opening the vault', error);
  }
}

/** Two runs at once may have given one value two masks, or one mask to two values. */
function refuseConflicts(
  path: string,
  key: MaskKey,
  { others, added }: Record<'others' | 'added', readonly SealedSurrogate[]>,
): void {
  if (others.length === 0) return;
  const namesOf = (entries: readonly SealedSurrogate[]): readonly string[] =>
    openSurrogates(key, entries).flatMap(({ domain, value, mask }) => [
      JSON.stringify(['value', domain, value]),
      JSON.stringify(['mask', domain, mask]),
    ]);
  const theirs = new Set(namesOf(others));
  if (namesOf(added).some((name) => theirs.has(name)))
    throw new StoreError(path, 'another run gave other masks meanwhile - run again');
}

async function readEntries(path: string, key: MaskKey): Promise<readonly SealedSurrogate[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw StoreError.of(path, 'reading the vault', error);
  });
  const [first, ...lines] = text.split('\n').filter((line) => line !== '');
  if (first === undefined) return [];
  const head = parseLine<VaultHead>(path, first);
  if (head.vault !== 1)
    throw new StoreError(path, 'is no vault - set masking.vault to another file');
  if (head.keyId !== key.id)
    throw new StoreError(
      path,
      `is sealed by masking key ${head.keyId}, and this run has ${key.id} - use that key, or another vault`,
    );
  return lines.map((line) => parseLine<SealedSurrogate>(path, line));
}

function parseLine<Line>(path: string, line: string): Line {
  const parsed = parsedOrUndefined(line);
  if (typeof parsed === 'object' && parsed !== null) return parsed as Line;
  throw new StoreError(path, 'is no vault, or a broken one - take it back from a backup');
}

/** The error of JSON.parse quotes the line. */
function parsedOrUndefined(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function writeEntries(
  path: string,
  key: MaskKey,
  entries: readonly SealedSurrogate[],
): Promise<void> {
  const head: VaultHead = { vault: 1, keyId: key.id };
  const unfinished = `${path}.unfinished`;
  try {
    await rm(unfinished, { force: true });
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile([head, ...entries].map((line) => `${JSON.stringify(line)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw StoreError.of(path, 'writing the vault', error);
  }
}
