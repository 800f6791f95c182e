import type { LedgerObject } from './lease.ts';

/** Who answers for a lease, as the store of its ledger writes it down: a process, an execution. Never a secret. */
export type LeaseHolder = Readonly<Record<string, string | number>>;

/** All that an environment has created and not yet removed; stored before anything is created. */
export interface Ledger {
  readonly environment: string;
  readonly lease: string;
  readonly owner: string;
  readonly holder: LeaseHolder;
  /** ISO 8601 instant. */
  readonly created: string;
  /** ISO 8601 instant after which anybody may remove what is listed. */
  readonly expires: string;
  /** Oldest first. */
  readonly objects: readonly LedgerObject[];
  /**
   * Where the URLs of the targets are found, for whoever removes the objects and has no request: `env:NAME`,
   * `file:/path`. Never a URL: it may hold a password.
   */
  readonly urlReferences: readonly string[];
  /**
   * Ids, with versions, of the key that the rows were masked under; absent where none was. They say nothing of the key.
   */
  readonly maskKeys?: readonly string[];
  /** Grows with every write. Who writes has to know the last one, so that nobody writes over what he has not read. */
  readonly revision: number;
}

/** A ledger that is not stored yet. */
export type LedgerDraft = Omit<Ledger, 'revision'>;

/** Whether a value that was stored is a ledger. */
export function isLedger(value: unknown): value is Ledger {
  if (!isRecord(value) || !Array.isArray(value.objects) || !Array.isArray(value.urlReferences))
    return false;
  const { environment, lease, owner, holder, created, expires, revision, maskKeys = [] } = value;
  if (!Array.isArray(maskKeys) || !maskKeys.every(isText)) return false;
  // A date that cannot be read would never be over.
  const ends = typeof expires === 'string' && !Number.isNaN(Date.parse(expires));
  return (
    ends &&
    [environment, lease, owner, created, ...value.urlReferences].every(isText) &&
    isHolder(holder) &&
    Number.isSafeInteger(revision) &&
    value.objects.every(isLedgerObject)
  );
}

function isLedgerObject(value: unknown): value is LedgerObject {
  if (!isRecord(value)) return false;
  return [value.target, value.kind, value.name].every(isText) && isHolder(value.place);
}

/** Both holders and places are flat. */
function isHolder(value: unknown): value is LeaseHolder {
  if (!isRecord(value)) return false;
  return Object.values(value).every((part) => typeof part === 'string' || typeof part === 'number');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
